create or replace function howdah_internal.open_model_changes()
  returns table (
    collection text,
    state text,
    old_model text,
    new_model text,
    chunk_count bigint,
    embedded_count bigint,
    percent numeric,
    queued_count bigint,
    dead_count bigint,
    chunks_per_minute numeric,
    finishes_at timestamptz,
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
  v_tenant text := howdah_internal.acting_tenant();
begin
  return query
  select m.collection, m.state, howdah_internal.model_name(m.old_model_id), howdah_internal.model_name(m.new_model_id),
         n.chunk_count, n.embedded_count, round(100.0 * n.embedded_count / nullif(n.chunk_count, 0), 2),
         j.queued_count, j.dead_count, round(n.per_minute, 1),
         case when m.state = 'running' and n.per_minute > 0
           then howdah.clock() + (n.chunk_count - n.embedded_count) / n.per_minute * interval '1 minute' end,
         coalesce(
           case when m.error_code is not null then 'the last step failed with ' || m.error_code end,
           case when m.stalled_at is not null then 'dead jobs stand in the way: retry them, or '
             'howdah.finish_reembedding(collection, allow_missing => true)' end,
           case when m.state = 'running' then howdah.wait_reason(l.name) end),
         m.started_at, m.decided_at, m.kept_until
    from howdah_internal.model_changes as m
    left join howdah.lanes as l on l.model_id = m.new_model_id and l.class = 'bulk'
   cross join lateral (
     select count(*) as chunk_count,
            count(*) filter (where e.content_hash = c.content_hash) as embedded_count,
            -- Of the last five minutes, so that a pause or a faster worker shows.
            (count(*) filter (
               where e.content_hash = c.content_hash and e.created_at > howdah.clock() - interval '5 minutes'
             ) * 60 / extract(epoch from least(
               howdah.clock() - m.started_at + interval '1 second', interval '5 minutes')))::numeric as per_minute
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
       from howdah_internal.jobs as j
      where j.lane = l.name and j.tenant_id = v_tenant and j.kind = 'embed_chunk'
   ) as j
   where m.tenant_id = v_tenant
     and m.ended_at is null
   order by m.id desc;
end
$$;
comment on function howdah_internal.open_model_changes is 'The tenant''s changes of models that have not ended.';
grant execute on function howdah_internal.open_model_changes to howdah_app, howdah_admin;
