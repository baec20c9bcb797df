create or replace view howdah.schedule_health
  with (security_invoker = true)
as
select s.name, s.schedule, s.time_zone, s.is_enabled, s.next_run_at, s.last_run_at, r.outcome as last_outcome,
       r.finished_at - r.started_at as last_duration, r.error_message as last_error,
       s.is_enabled and s.next_run_at < howdah.now() - interval '10 minutes' as is_overdue, s.description
  from howdah.schedules as s
  left join lateral (
    select h.outcome, h.started_at, h.finished_at, h.error_message
      from howdah.schedule_runs as h
     where h.schedule = s.name
     order by h.due_at desc
     limit 1
  ) as r on true;
comment on view howdah.schedule_health is 'Each schedule with its next and its last run.';
comment on column howdah.schedule_health.is_overdue is 'Due for more than ten minutes: neither a worker nor pg_cron runs it.';
