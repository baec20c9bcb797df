create or replace function howdah.uninstall_schedules()
  returns integer
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_count integer := 0;
begin
  if to_regnamespace('cron') is null or to_regprocedure('cron.unschedule(bigint)') is null then
    return 0;
  end if;
  execute $sql$
    select count(cron.unschedule(j.jobid))
      from cron.job as j
     where j.username = current_user and j.database = current_database() and j.command ~ 'howdah\.run_schedule'
  $sql$ into v_count;
  return v_count;
end
$$;
comment on function howdah.uninstall_schedules is
  'Removes the jobs that install_schedules registered with pg_cron and returns how many; workers go on running the '
  'schedules. Example: select howdah.uninstall_schedules().';
grant execute on function howdah.uninstall_schedules to howdah_admin;
