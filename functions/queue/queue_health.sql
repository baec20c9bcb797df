create or replace view howdah.queue_health
  with (security_invoker = true)
as
select l.name as lane,
       l.class,
       count(*) filter (where j.state = 'ready' and j.run_after <= howdah.now()) as ready_count,
       count(*) filter (where j.state = 'ready' and j.run_after > howdah.now()) as delayed_count,
       count(*) filter (where j.state = 'running') as running_count,
       count(*) filter (where j.state = 'dead') as dead_count,
       howdah.now() - min(j.created_at) filter (where j.state = 'ready') as oldest_age,
       case when l.paused_until > howdah.now() then l.paused_until end as paused_until,
       case when l.paused_until > howdah.now() then l.pause_reason end as pause_reason,
       l.last_error_code,
       l.last_error_at,
       coalesce(max(d.done_count), 0) / 5.0 as done_per_minute,
       count(*) filter (where j.state in ('ready', 'running')) * interval '5 minutes'
         / nullif(max(d.done_count), 0) as eta
  from howdah.lanes as l
  left join howdah.jobs as j on j.lane = l.name
  left join (
    select b.lane, count(*) as done_count
      from howdah.jobs_done as b
     where b.done_at > howdah.now() - interval '5 minutes'
       and b.outcome in ('done', 'stale')
     group by b.lane
  ) as d on d.lane = l.name
 group by l.name;
comment on view howdah.queue_health is 'One row a lane: how much waits, runs and is dead, since when, and whether it is paused.';
comment on column howdah.queue_health.oldest_age is 'Age of the oldest job that waits.';
comment on column howdah.queue_health.done_per_minute is 'Jobs finished a minute, over the last five minutes.';
comment on column howdah.queue_health.eta is 'Time until the lane is empty at that rate; null when nothing was finished.';
