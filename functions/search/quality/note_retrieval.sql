create or replace function howdah.note_retrieval(
  tenant text,
  user_id text,
  message_id uuid,
  query text,
  collection text,
  filter jsonb,
  mode text,
  match_count integer,
  similarities double precision[],
  latency_ms integer
)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_id bigint;
begin
  insert into howdah.retrieval_metrics (
    tenant_id, user_id, message_id, collection, model_id, mode, query_hash, filter, match_count, result_count,
    top_similarity, avg_similarity, latency_ms
  )
  select note_retrieval.tenant, note_retrieval.user_id, note_retrieval.message_id,
         coalesce(note_retrieval.collection, 'default'),
         case when note_retrieval.mode != 'keyword' then (
           select s.model_id
             from howdah.search_models(note_retrieval.tenant, note_retrieval.query, note_retrieval.collection, null) as s
            limit 1
         ) end,
         note_retrieval.mode, howdah.query_hash(note_retrieval.query), coalesce(note_retrieval.filter, '{}'),
         note_retrieval.match_count, cardinality(note_retrieval.similarities),
         -- What the keyword arm alone found has no similarity.
         (select max(s.value) from unnest(note_retrieval.similarities) as s (value)),
         (select avg(s.value) from unnest(note_retrieval.similarities) as s (value)),
         note_retrieval.latency_ms
  returning id into v_id;
  return v_id;
end
$$;
comment on function howdah.note_retrieval(
  text, text, uuid, text, text, jsonb, text, integer, double precision[], integer
) is
  'Adds a row to retrieval_metrics for a tenant and user named explicitly; record_retrieval is for applications.';
