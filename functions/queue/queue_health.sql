do $$
begin
  if exists (
    select from pg_attribute as a where a.attrelid = to_regclass('howdah.queue_health') and a.attname = 'eta'
  ) then
    drop view howdah.queue_health;
  end if;
end
$$;
create or replace view howdah.queue_health
  with (security_invoker = true)
as
select l.name as lane,
       l.class,
       count(*) filter (where j.state = 'ready' and j.run_after <= howdah.now()) as ready_count,
       count(*) filter (where j.state = 'ready' and j.run_after > howdah.now()) as delayed_count,
       count(*) filter (where j.state = 'running') as running_count,
       count(*) filter (where j.state = 'dead') as dead_count,
       round(extract(epoch from howdah.now() - min(j.created_at) filter (where j.state = 'ready')), 3)
         as oldest_seconds,
       case when l.paused_until > howdah.now() then l.paused_until end as paused_until,
       case when l.paused_until > howdah.now() then l.pause_reason end as pause_reason,
       l.last_error_code,
       l.last_error_at,
       coalesce(max(d.done_count), 0) / 5.0 as done_per_minute,
       round(count(*) filter (where j.state in ('ready', 'running')) * 300.0 / nullif(max(d.done_count), 0), 3)
         as eta_seconds
  from howdah.lanes as l
  left join howdah_internal.jobs as j on j.lane = l.name
  left join (
    select b.lane, count(*) as done_count
      from howdah_internal.jobs_done as b
     where b.done_at > howdah.now() - interval '5 minutes'
       and b.outcome in ('done', 'stale')
     group by b.lane
  ) as d on d.lane = l.name
 group by l.name;
comment on view howdah.queue_health is
  'One row a lane: how much waits, runs and is dead, since when, and whether it is paused.';
comment on column howdah.queue_health.oldest_seconds is 'Age in seconds of the oldest job that waits.';
comment on column howdah.queue_health.done_per_minute is 'Jobs finished a minute, over the last five minutes.';
comment on column howdah.queue_health.eta_seconds is
  'Seconds until the lane is empty at that rate; null when nothing was finished.';
comment on column howdah.queue_health.lane is 'The lane.';
comment on column howdah.queue_health.class is 'interactive, bulk, caller, or what set_lane said.';
comment on column howdah.queue_health.ready_count is 'Jobs that are due.';
comment on column howdah.queue_health.delayed_count is 'Jobs that wait for a time, most after an error.';
comment on column howdah.queue_health.running_count is 'Jobs that a worker has.';
comment on column howdah.queue_health.dead_count is 'Jobs that were given up; dead_jobs lists them.';
comment on column howdah.queue_health.paused_until is 'Until when no job is claimed; null is not paused.';
comment on column howdah.queue_health.pause_reason is 'Why.';
comment on column howdah.queue_health.last_error_code is 'Class of the last error of the lane.';
comment on column howdah.queue_health.last_error_at is 'When that was.';
grant select on howdah.queue_health to howdah_analyst, howdah_admin;
