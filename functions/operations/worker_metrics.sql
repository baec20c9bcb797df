create or replace function howdah.worker_metrics()
  returns table (name text, labels jsonb, value double precision, help text, type text)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return query
  select 'howdah_jobs', jsonb_build_object('lane', j.lane, 'state', j.state), count(*)::double precision,
         'Jobs by lane and state.', 'gauge'
    from howdah_internal.jobs as j
   group by j.lane, j.state
  union all
  select 'howdah_oldest_job_seconds', jsonb_build_object('lane', j.lane),
         extract(epoch from howdah.clock() - min(j.created_at))::double precision,
         'Age of the oldest job that is due and waits.', 'gauge'
    from howdah_internal.jobs as j
   where j.state = 'ready' and j.run_after <= howdah.clock()
   group by j.lane
  union all
  select 'howdah_lane_paused', jsonb_build_object('lane', l.name),
         (coalesce(l.paused_until, '-infinity') > howdah.clock())::integer, '1 while the lane is paused.', 'gauge'
    from howdah.lanes as l
  union all
  select 'howdah_refused_calls_total', '{}', (q.last_value - (not q.is_called)::integer)::double precision,
         'Calls that a limit, a budget or the kill switch refused.', 'counter'
    from howdah.refused_calls_seq as q
  union all
  select 'howdah_calls_off', '{}', howdah_internal.calls_are_off()::integer, '1 while howdah.stop_calls() holds.',
         'gauge';
end
$$;
comment on function howdah.worker_metrics is
  'Returns the figures of the whole queue that a worker shows at /metrics: name, labels, value and what it is. '
  'Example: select * from howdah.worker_metrics().';
grant execute on function howdah.worker_metrics to howdah_worker;
