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
       l.last_error_at
  from howdah.lanes as l
  left join howdah.jobs as j on j.lane = l.name
 group by l.name;
comment on view howdah.queue_health is 'One row a lane: how much waits, runs and is dead, since when, and whether it is paused.';
comment on column howdah.queue_health.oldest_age is 'Age of the oldest job that waits.';
