create or replace function howdah.wait_reason(lane text default null)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_now timestamptz := howdah.clock();
begin
  return coalesce((
    select f.finding || ': ' || f.advice
      from howdah_internal.findings() as f
      left join howdah.lanes as l on f.subject = 'lane ' || l.name
     where (f.severity = 'error' or f.code in ('call_failed', 'lane_paused'))
       and (wait_reason.lane is null or f.code in ('no_worker', 'calls_off') or l.name = wait_reason.lane)
       -- What keeps nobody waiting is no reason.
       and (f.severity = 'error' or exists (
         select from howdah_internal.jobs as j where j.lane = l.name and j.state in ('ready', 'running')))
     -- Its own pause stays when a worker comes.
     order by f.severity = 'error' and f.code = 'lane_paused' and l.name = wait_reason.lane desc nulls last,
              howdah_internal.finding_rank(f.code, f.severity), f.since
     limit 1
  ), (
    select format('the provider has been called for %s and has not answered yet: its time is silence_seconds and '
             'total_seconds of howdah.register_model',
             howdah_internal.short_time(extract(epoch from v_now - j.claimed_at)))
      from howdah_internal.jobs as j
      join howdah.lanes as l on l.name = j.lane and l.provider is not null
     where j.state = 'running' and j.claimed_at < v_now - interval '4 seconds'
       and (wait_reason.lane is null or j.lane = wait_reason.lane)
     order by j.claimed_at
     limit 1
  ));
end
$$;
comment on function howdah.wait_reason is
  'Says in one line why nothing moves in a lane, or anywhere; null when all is well. Example: '
  'select howdah.wait_reason().';
grant execute on function howdah.wait_reason to howdah_app, howdah_worker, howdah_admin;
