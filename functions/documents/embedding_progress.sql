drop function if exists howdah.embedding_progress(text);
create or replace function howdah.embedding_progress(collection text, paths text[] default null)
  returns table (
    chunk_count integer,
    embedded_count integer,
    queued_count integer,
    dead_count integer,
    reason text,
    is_refused boolean,
    waiting_for text
  )
  language plpgsql
  stable
  security definer -- counts jobs, which no group role reads
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_collection text := coalesce(embedding_progress.collection, 'default');
  v_model_id integer := (
    select c.embedding_model_id from howdah.collections as c where c.tenant_id = v_tenant and c.name = v_collection);
  v_lane howdah.lanes;
  v_running integer;
begin
  select l.* into v_lane from howdah.lanes as l where l.model_id = v_model_id and l.class = 'bulk';
  with told as (
    select c.id as chunk_id, e.chunk_id is not null as is_embedded, null as state
      from howdah.chunks as c
      left join howdah.embeddings as e
        on e.tenant_id = v_tenant and e.model_id = v_model_id and e.chunk_id = c.id and e.content_hash = c.content_hash
     where c.tenant_id = v_tenant and c.collection = v_collection
       and (embedding_progress.paths is null or exists (
         select from howdah.documents as d
          where d.tenant_id = v_tenant and d.id = c.document_id
            and howdah_internal.lies_below(d.origin_path, embedding_progress.paths)))
    union all
    select j.chunk_id, null, j.state
      from howdah_internal.jobs as j
     where j.tenant_id = v_tenant and j.kind = 'embed_chunk'
       and (j.payload ->> 'model_id')::integer = v_model_id
  ), chunks as (
    -- Grouped, not joined: while many are added there are no statistics, and all jobs were read for each chunk.
    select bool_or(t.is_embedded) as is_embedded, bool_or(t.state != 'dead') as is_queued,
           bool_or(t.state = 'running') as is_running, bool_or(t.state = 'dead') as is_dead
      from told as t
     group by t.chunk_id
    having bool_or(t.is_embedded) is not null
  )
  select count(*)::integer, count(*) filter (where c.is_embedded)::integer,
         count(*) filter (where not c.is_embedded and c.is_queued)::integer,
         count(*) filter (where not c.is_embedded and c.is_dead and not c.is_queued)::integer,
         count(*) filter (where not c.is_embedded and c.is_running)::integer
    into chunk_count, embedded_count, queued_count, dead_count, v_running
    from chunks as c;
  if queued_count > 0 then
    -- Not what passes by itself: whoever waits would give up then.
    reason := (
      select f.finding || ': ' || f.advice
        from howdah_internal.findings() as f
       where f.severity = 'error' and (f.code in ('no_worker', 'calls_off') or f.subject = 'lane ' || v_lane.name)
       order by f.subject = 'lane ' || v_lane.name and f.code = 'lane_paused' desc,
                howdah_internal.finding_rank(f.code, f.severity), f.since
       limit 1);
    is_refused := coalesce(v_lane.paused_until > howdah.clock()
      and v_lane.pause_reason in ('authentication', 'model_not_found', 'not_configured'), false);
    waiting_for := case
      when reason is not null then reason
      when v_lane.paused_until > howdah.clock() then format('the provider asks to wait until %s UTC (%s)',
        to_char(v_lane.paused_until at time zone 'UTC', 'HH24:MI:SS'), v_lane.pause_reason)
      when v_running > 0 then format('%s texts are at the provider', v_running)
      else coalesce(howdah.wait_reason(v_lane.name), 'a worker that is busy with other jobs')
    end;
  end if;
  is_refused := coalesce(is_refused, false);
  return next;
end
$$;
comment on function howdah.embedding_progress is
  'How many chunks of a collection have vectors, how many of them wait or were given up, why nothing moves, if so, and '
  'what they wait for, also where that passes by itself. With paths: only of the documents that howdah ingest took '
  'from these files, or from files below these folders. '
  'Example: select * from howdah.embedding_progress(''default'').';
grant execute on function howdah.embedding_progress to howdah_app;
