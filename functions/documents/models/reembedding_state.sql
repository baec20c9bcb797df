create or replace function howdah.reembedding_state()
  returns table (
    collection text,
    state text,
    old_model text,
    new_model text,
    chunk_count bigint,
    embedded_count bigint,
    recent_count bigint,
    queued_count bigint,
    dead_count bigint,
    reason text,
    started_at timestamptz,
    decided_at timestamptz,
    kept_until timestamptz
  )
  language plpgsql
  stable
  security definer -- counts jobs, which no group role reads; shows no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  return query
  select m.collection, m.state, howdah.model_name(m.old_model_id), howdah.model_name(m.new_model_id), n.chunk_count,
         n.embedded_count, n.recent_count, j.queued_count, j.dead_count,
         coalesce(
           case when m.error_code is not null then 'the last step failed with ' || m.error_code end,
           case when m.stalled_at is not null
             then 'dead jobs stand in the way: retry them, or howdah.finish_reembedding(collection, allow_missing => true)' end,
           case when m.state = 'running' then howdah.wait_reason(l.name) end),
         m.started_at, m.decided_at, m.kept_until
    from howdah.model_changes as m
    left join howdah.lanes as l on l.model_id = m.new_model_id and l.class = 'bulk'
   cross join lateral (
     select count(*) as chunk_count,
            count(*) filter (where e.content_hash = c.content_hash) as embedded_count,
            count(*) filter (
              where e.content_hash = c.content_hash and e.created_at > howdah.clock() - interval '5 minutes'
            ) as recent_count
       from howdah.chunks as c
       left join lateral (
         select e.content_hash, e.created_at
           from howdah.embeddings as e
          where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = m.new_model_id
          limit 1
       ) as e on true
      where c.tenant_id = v_tenant and c.collection = m.collection
   ) as n
   cross join lateral (
     select count(*) filter (where j.state != 'dead') as queued_count,
            count(*) filter (where j.state = 'dead') as dead_count
       from howdah.jobs as j
      where j.lane = l.name and j.tenant_id = v_tenant and j.kind = 'embed_chunk'
   ) as j
   where m.tenant_id = v_tenant
     and m.ended_at is null
   order by m.id desc;
end
$$;
comment on function howdah.reembedding_state() is 'Counts of the tenant''s changes of models, for the view reembedding_progress.';
