create or replace function howdah.request_query_embedding(query text, collection text default null)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_hash bytea := howdah_internal.query_hash(request_query_embedding.query);
  v_model_id integer;
  v_wanted record;
  v_job_id bigint;
  v_state text := 'ready';
begin
  perform howdah_internal.check_search(request_query_embedding.query, 1, 'hybrid');
  perform howdah_internal.ensure_collection('default');
  select s.model_id into v_model_id
    from howdah_internal.collection_models(v_tenant, request_query_embedding.collection) as s
   order by 'default' = any (s.collections) desc
   limit 1;
  -- One look at all: whatever becomes of a job meanwhile, the same is not bought twice.
  for v_wanted in
    select w.model_id, m.query_prefix, l.name as lane, k.dedup_key, exists (
             select from howdah_internal.jobs as j
              where j.tenant_id = v_tenant and j.kind = 'embed_query' and j.dedup_key = k.dedup_key
                and j.state = 'ready'
           ) or exists (
             select from howdah_internal.jobs as j
              where j.lane = l.name and j.tenant_id = v_tenant and j.content_hash = v_hash and j.state = 'running'
                and coalesce(j.payload ->> 'query_prefix', '') = m.query_prefix
           ) as is_queued
      from (
        select v_model_id as model_id
        union
        -- Those that are about to replace it.
        select m.new_model_id
          from howdah_internal.model_changes as m
         where m.tenant_id = v_tenant and m.old_model_id = v_model_id and m.state = 'running'
      ) as w
      join howdah.models as m on m.id = w.model_id
     cross join lateral howdah_internal.model_lane(w.model_id, 'interactive') as l (name)
     cross join lateral (
       select encode(v_hash, 'hex') || ':' || w.model_id || case when m.query_prefix = '' then ''
                else ':' || encode(howdah_internal.text_hash(m.query_prefix), 'hex') end as dedup_key
     ) as k
     where not exists (
       select from howdah_internal.query_embeddings as e
        where e.tenant_id = v_tenant and e.model_id = w.model_id and e.query_hash = v_hash
          and e.query_prefix = m.query_prefix
     )
  loop
    v_state := case when v_wanted.model_id = v_model_id then 'queued' else v_state end;
    continue when v_wanted.is_queued;
    v_job_id := howdah_internal.add_job(
      'embed_query',
      jsonb_strip_nulls(jsonb_build_object(
        'query', request_query_embedding.query, 'model_id', v_wanted.model_id,
        'query_prefix', nullif(v_wanted.query_prefix, ''))),
      v_wanted.lane,
      dedup_key => v_wanted.dedup_key,
      deadline => howdah.now() + interval '2 minutes',
      estimated_tokens => howdah.estimate_tokens(v_wanted.query_prefix || request_query_embedding.query));
    update howdah_internal.jobs as j set content_hash = v_hash where j.id = v_job_id and j.content_hash is null;
  end loop;
  return v_state;
end
$$;
comment on function howdah.request_query_embedding is
  'Asks for the vector of a query and never waits: ready when search can use it, queued while a worker embeds it. '
  'Raises 22004, 22023, 22001, 28000, PT404. Example: select howdah.request_query_embedding(''how do refunds work'').';
grant execute on function howdah.request_query_embedding to howdah_app;
