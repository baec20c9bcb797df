create or replace function howdah_internal.clock_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'schedules_overdue', 'warning', 'schedules',
         format('not run although due: %s', string_agg(h.name, ', ' order by h.name)),
         -- Of one whose next run lies years ahead nothing else is known.
         min(case when h.next_run_at < howdah.now() then h.next_run_at end),
         case when exists (
             select from howdah_internal.workers as w
              where w.seen_at between howdah.clock() - interval '1 minute' and howdah.clock() + interval '1 minute')
           then 'a worker is there and does not get to them: its log says why'
           else 'start a worker, or  select * from howdah.install_schedules()  where pg_cron is' end
    from howdah.schedule_health as h
   -- One that has never run yet is new.
   where h.is_overdue and (h.next_run_at < howdah.now() or h.last_run_at is not null)
  having count(*) > 0
  union all
  select 'schedule_failed', 'error', 'schedule ' || h.name, 'its last run failed: ' || h.last_error, h.last_run_at,
         format('see howdah.schedule_runs; try it with  select howdah.run_schedule(%L)', h.name)
    from howdah.schedule_health as h
   where h.is_enabled and h.last_outcome = 'failed'
  union all
  select 'schedule_hangs', 'error', 'schedule ' || h.name, 'its last run began and has not ended', h.last_run_at,
         format('its worker was lost, or it waits for somebody: see pg_stat_activity, then  '
           'select howdah.run_schedule(%L)', h.name)
    from howdah.schedule_health as h
   -- Workers give it up after a quarter of an hour.
   where h.is_enabled and h.last_outcome = 'running' and h.last_run_at < howdah.now() - interval '20 minutes'
  union all
  select 'clock_leapt', 'warning', 'clock',
         format('it has leapt since %s, so nothing is deleted by: %s', min(l.seen_at),
           string_agg(l.task, ', ' order by l.task)),
         min(l.doubted_at),
         'if it is right, wait a day, or ask for each of  select howdah.run_schedule(name) from unnest(array['
           '''retention'', ''partitions'', ''cache-cleanup'']) as name'
    from howdah_internal.clock_looks as l
   where l.doubted_at <= howdah.clock()
  having count(*) > 0;
end
$$;
comment on function howdah_internal.clock_findings is 'What is wrong with schedules and with the clock.';
