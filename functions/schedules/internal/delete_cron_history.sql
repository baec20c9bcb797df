create or replace function howdah_internal.delete_cron_history()
  returns void
  language plpgsql
  volatile
as $$
begin
  if to_regclass('cron.job_run_details') is not null then
    execute $sql$
      delete from cron.job_run_details as d
       where howdah_internal.is_own_cron(d.command, d.database)
         and (
           coalesce(d.end_time, d.start_time) < $1
           -- It never began: as old as those around it.
           or d.end_time is null and d.start_time is null and d.runid < (
             select max(o.runid) from cron.job_run_details as o where coalesce(o.end_time, o.start_time) < $1))
    $sql$ using howdah.now() - make_interval(days => howdah.setting('history_days')::integer);
  end if;
end
$$;
comment on function howdah_internal.delete_cron_history is
  'Deletes what pg_cron kept of howdah''s own runs longer than the setting history_days, whoever they ran as, as '
  'pg_cron never does.';
