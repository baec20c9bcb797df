create or replace function howdah.delete_cron_history()
  returns bigint
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_count bigint := 0;
begin
  if to_regclass('cron.job_run_details') is null then
    return 0;
  end if;
  execute $sql$
    delete from cron.job_run_details as d
     where d.username = current_user and d.database = current_database() and d.command ~ 'howdah\.run_schedule'
       and d.end_time < howdah.now() - make_interval(days => howdah.setting('history_days')::integer)
  $sql$;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.delete_cron_history() is
  'Deletes what pg_cron kept of howdah''s own runs longer than the setting history_days, for pg_cron never does; returns how many.';
