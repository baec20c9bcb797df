create or replace function howdah.worker_metrics()
  returns table (name text, labels jsonb, value double precision, help text, type text)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_day date := (howdah.now() at time zone 'UTC')::date;
  -- What providers do has a lane each; those of an application may be any number, and then count together.
  v_own_lanes bigint := (select count(*) from howdah.lanes as l where l.model_id is null);
begin
  return query
  with lanes as (
    select l.name, case when l.model_id is null and v_own_lanes > 20 then 'other' else l.name end as lane,
           coalesce(l.paused_until, '-infinity') > howdah.clock() as is_paused
      from howdah.lanes as l
  ), states as (
    -- A lane that runs empty is 0, not gone: else no alert could tell.
    select l.lane, s.state, count(j.id)::double precision as jobs
      from lanes as l
     cross join unnest('{ready,running,dead}'::text[]) as s (state)
      left join howdah_internal.jobs as j on j.lane = l.name and j.state = s.state
     group by l.lane, s.state
  )
  select 'howdah_jobs', jsonb_build_object('lane', s.lane, 'state', s.state), s.jobs,
         'Jobs by lane and state.', 'gauge'
    from states as s
  union all
  select 'howdah_oldest_job_seconds', jsonb_build_object('lane', l.lane),
         coalesce(extract(epoch from howdah.clock() - min(j.created_at)), 0)::double precision,
         'Age of the oldest job that is due and waits.', 'gauge'
    from lanes as l
    left join howdah_internal.jobs as j
      on j.lane = l.name and j.state = 'ready' and j.run_after <= howdah.clock()
   group by l.lane
  union all
  select 'howdah_lane_paused', jsonb_build_object('lane', l.lane), bool_or(l.is_paused)::integer,
         '1 while the lane is paused.', 'gauge'
    from lanes as l
   group by l.lane
  union all
  select 'howdah_refused_calls_total', '{}', (q.last_value - (not q.is_called)::integer)::double precision,
         'Calls that a limit, a budget or the kill switch refused.', 'counter'
    from howdah.refused_calls_seq as q
  union all
  select 'howdah_calls_off', '{}', howdah_internal.calls_are_off()::integer, '1 while howdah.stop_calls() holds.',
         'gauge'
  union all
  select m.name, m.labels, m.value, m.help, 'gauge' from howdah_internal.usage_metrics(v_day) as m;
end
$$;
comment on function howdah.worker_metrics is
  'Returns the figures of the whole queue and of the UTC day''s usage that a worker shows at /metrics: name, labels, '
  'value and what it is. Every worker shows the same: take the maximum, not the sum. '
  'Example: select * from howdah.worker_metrics().';
grant execute on function howdah.worker_metrics to howdah_worker;
