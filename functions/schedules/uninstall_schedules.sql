create or replace function howdah.uninstall_schedules()
  returns integer
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_count integer := 0;
begin
  if to_regclass('cron.job') is null or to_regprocedure('cron.unschedule(bigint)') is null then
    return 0;
  end if;
  execute $sql$
    select count(cron.unschedule(j.jobid))
      from cron.job as j
     where howdah_internal.is_own_cron(j.command, j.database, j.jobname)
       -- Whoever registered it: pg_cron shows and gives to this login what it may delete.
       and (j.username = current_user or has_table_privilege('cron.job', 'delete'))
  $sql$ into v_count;
  return v_count;
end
$$;
comment on function howdah.uninstall_schedules is
  'Removes the jobs that call howdah in this database from pg_cron, whoever registered them as far as pg_cron lets '
  'this login, and returns how many; workers go on running the schedules. Example: '
  'select howdah.uninstall_schedules().';
grant execute on function howdah.uninstall_schedules to howdah_admin;
