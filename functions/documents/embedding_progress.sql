create or replace function howdah.embedding_progress(collection text)
  returns table (
    chunk_count integer,
    embedded_count integer,
    queued_count integer,
    dead_count integer,
    reason text,
    is_refused boolean
  )
  language plpgsql
  stable
  security definer -- counts jobs, which no group role reads
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_model_id integer := (
    select c.embedding_model_id from howdah.collections as c
     where c.tenant_id = v_tenant and c.name = embedding_progress.collection);
  v_lane howdah.lanes;
begin
  select l.* into v_lane from howdah.lanes as l where l.model_id = v_model_id and l.class = 'bulk';
  return query
  select (select count(*)::integer from howdah.chunks as c
           where c.tenant_id = v_tenant and c.collection = embedding_progress.collection),
         (select count(*)::integer from howdah.embeddings as e
           where e.tenant_id = v_tenant and e.model_id = v_model_id and e.collection = embedding_progress.collection),
         count(*) filter (where j.state != 'dead')::integer,
         count(*) filter (where j.state = 'dead')::integer,
         howdah.wait_reason(v_lane.name),
         coalesce(v_lane.paused_until > howdah.clock()
           and v_lane.pause_reason in ('authentication', 'model_not_found', 'not_configured'), false)
    from howdah_internal.jobs as j
   where j.tenant_id = v_tenant
     and j.kind = 'embed_chunk'
     and (j.payload ->> 'model_id')::integer = v_model_id;
end
$$;
comment on function howdah.embedding_progress is
  'How many chunks of a collection have vectors, how many jobs wait or are dead, and why nothing moves, if so. '
  'Example: select * from howdah.embedding_progress(''default'').';
grant execute on function howdah.embedding_progress to howdah_app;
