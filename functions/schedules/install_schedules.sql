create or replace function howdah.install_schedules()
  returns table (schedule text, status text, statement text)
  language plpgsql
  volatile
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_job record;
  v_taken text;
  v_moved integer;
begin
  if to_regnamespace('cron') is null or to_regprocedure('cron.schedule(text, text, text)') is null then
    -- pg_cron lives in one database of the server: this is what to run there.
    return query
    select c.schedule, 'run this in the database that has pg_cron',
           format('select cron.schedule_in_database(%L, %L, %L, %L);',
             c.schedule || '@' || current_database(), c.cron, c.command, current_database())
      from howdah_internal.cron_jobs() as c;
    return;
  end if;
  execute $sql$
    select min(j.jobname) from cron.job as j
     where j.jobname = any ($1) and j.username = current_user
       and not howdah_internal.is_own_cron(j.command, j.database, j.jobname)
  $sql$ into v_taken using array(select c.schedule from howdah_internal.cron_jobs() as c);
  if v_taken is not null then
    raise exception 'pg_cron has a job named % that is not howdah''s', v_taken
      using errcode = 'PT409', hint = format('Rename or remove it first: select cron.unschedule(%L).', v_taken);
  end if;
  execute $sql$
    select count(*)
      from cron.job as j
     where howdah_internal.is_own_cron(j.command, j.database, j.jobname)
       and (j.database != current_database() or j.username != current_user)
  $sql$ into v_moved;
  perform howdah.uninstall_schedules();
  if v_moved > 0 then
    raise notice '% jobs of howdah are replaced that another login, or this database under another name, registered',
      v_moved;
  end if;
  for v_job in select c.* from howdah_internal.cron_jobs() as c loop
    execute 'select cron.schedule($1, $2, $3)' using v_job.schedule, v_job.cron, v_job.command;
    schedule := v_job.schedule;
    status := 'installed';
    statement := format('select cron.schedule(%L, %L, %L);', v_job.schedule, v_job.cron, v_job.command);
    return next;
  end loop;
end
$$;
comment on function howdah.install_schedules is
  'Registers every enabled schedule with pg_cron under its own name, and says so in a row each; call it again after a '
  'change. Where pg_cron is in another database, statement is what to run there. Without pg_cron none is needed: '
  'workers run the schedules. The jobs run as who calls this; those of howdah that are there already, of another '
  'login or of this database under a former name, are replaced. Raises PT409 when somebody else''s job has the name. '
  'Example: select * from howdah.install_schedules().';
grant execute on function howdah.install_schedules to howdah_admin;
