create or replace function howdah_internal.run_task(name text)
  returns void
  language plpgsql
  volatile
as $$
declare
  -- Of these two schemas only: the path leads on to one where an application may have a function of that name.
  v_task text := (
    select format('%I.%I()', n.nspname, p.proname)
      from pg_proc as p
      join pg_namespace as n on n.oid = p.pronamespace
     where p.proname = run_task.name and n.nspname in ('howdah', 'howdah_internal') and p.pronargs = p.pronargdefaults);
begin
  if v_task is null then
    raise exception 'howdah has no task of that name'
      using errcode = 'PT404', hint = 'Run howdah install: it lays the tasks that its schedules name.';
  end if;
  execute 'select ' || v_task;
end
$$;
comment on function howdah_internal.run_task is
  'Runs a function of howdah that needs no arguments, by its name: the work of a schedule or a step of maintenance.';
