create or replace function howdah_internal.delete_cron_history()
  returns void
  language plpgsql
  volatile
as $$
begin
  if to_regclass('cron.job_run_details') is not null then
    execute $sql$
      delete from cron.job_run_details as d
       where d.username = current_user and d.database = current_database() and d.command ~ 'howdah\.run_schedule'
         and d.end_time < howdah.now() - make_interval(days => howdah.setting('history_days')::integer)
    $sql$;
  end if;
end
$$;
comment on function howdah_internal.delete_cron_history is
  'Deletes what pg_cron kept of howdah''s own runs longer than the setting history_days, as pg_cron never does.';
