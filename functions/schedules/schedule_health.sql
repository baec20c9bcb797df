do $$
begin
  if exists (
    select from pg_attribute as a
     where a.attrelid = to_regclass('howdah.schedule_health') and a.attname = 'last_duration'
  ) then
    drop view howdah.schedule_health;
  end if;
end
$$;
create or replace view howdah.schedule_health
  with (security_invoker = true)
as
select s.name, s.schedule, s.time_zone, s.is_enabled, s.next_run_at, s.last_run_at, r.outcome as last_outcome,
       extract(epoch from r.finished_at - r.started_at) as last_seconds, r.error_message as last_error,
       s.is_enabled and (
         coalesce(s.next_run_at < howdah.now() - interval '10 minutes', false)
         or coalesce(coalesce(s.next_run_at, 'infinity')
           > howdah.next_run(s.schedule, s.time_zone, howdah.now() + interval '10 minutes'), false)) as is_overdue,
       s.description
  from howdah.schedules as s
  left join lateral (
    select h.* from howdah.schedule_runs as h
     -- One that ran while the clock was ahead is not the last for years.
     where h.schedule = s.name and h.due_at <= howdah.now()
     order by h.due_at desc
     limit 1
  ) as r on true;
comment on view howdah.schedule_health is 'Each schedule with its next and its last run.';
comment on column howdah.schedule_health.name is 'The schedule; run_schedule takes it.';
comment on column howdah.schedule_health.schedule is
  'When it runs: minute, hour, day of month, month, day of week.';
comment on column howdah.schedule_health.time_zone is 'The zone of these.';
comment on column howdah.schedule_health.is_enabled is 'Whether it runs by itself.';
comment on column howdah.schedule_health.next_run_at is 'When it is due next.';
comment on column howdah.schedule_health.last_run_at is 'When it ran last.';
comment on column howdah.schedule_health.last_outcome is 'How that ended: done or failed; running where it has not.';
comment on column howdah.schedule_health.last_seconds is 'How many seconds it took.';
comment on column howdah.schedule_health.last_error is 'What went wrong; null is nothing.';
comment on column howdah.schedule_health.description is 'What it does.';
comment on column howdah.schedule_health.is_overdue is
  'Due for more than ten minutes, or its next run is farther away than it can be: neither a worker nor pg_cron runs '
  'it.';
grant select on howdah.schedule_health to howdah_analyst, howdah_admin;
