create or replace function howdah_internal.write_retrieval(
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
  security definer
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
  select write_retrieval.tenant, write_retrieval.user_id, write_retrieval.message_id,
         coalesce(write_retrieval.collection, 'default'),
         case when write_retrieval.mode != 'keyword' then coalesce(
           (select v.model_id
              from howdah_internal.query_vectors(
                write_retrieval.tenant, write_retrieval.query, write_retrieval.collection, null) as v
             limit 1),
           (select s.model_id
              from howdah_internal.collection_models(write_retrieval.tenant, write_retrieval.collection) as s
             limit 1)
         ) end,
         write_retrieval.mode, howdah_internal.query_hash(write_retrieval.query),
         coalesce(write_retrieval.filter, '{}'), write_retrieval.match_count, cardinality(write_retrieval.similarities),
         -- What the keyword arm alone found has no similarity.
         (select max(s.value) from unnest(write_retrieval.similarities) as s (value)),
         (select avg(s.value) from unnest(write_retrieval.similarities) as s (value)),
         write_retrieval.latency_ms
  returning id into v_id;
  return v_id;
end
$$;
comment on function howdah_internal.write_retrieval is 'Adds a row to retrieval_metrics for this tenant and user.';
