create or replace function howdah_internal.cron_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  if to_regclass('cron.job') is null or not has_schema_privilege('cron', 'usage')
     or not has_table_privilege('cron.job', 'select') then
    return;
  end if;
  return query execute $sql$
    select 'cron_moved', 'error', 'pg_cron',
           format('%s jobs call howdah in the database %s, which this one is not', count(*), j.database),
           null::timestamptz, 'select * from howdah.install_schedules()  registers them for this one'
      from cron.job as j
     where howdah_internal.is_own_cron(j.command, j.database, j.jobname) and j.database != current_database()
     group by j.database
  $sql$;
end
$$;
comment on function howdah_internal.cron_findings is 'What is wrong with the jobs of pg_cron that call howdah.';
