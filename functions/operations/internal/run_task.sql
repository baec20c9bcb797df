drop function if exists howdah_internal.run_task(text);
create or replace function howdah_internal.run_task(name text, is_asked boolean default true)
  returns boolean
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
  v_has_more boolean := false;
begin
  if v_task is null then
    raise exception 'howdah has no task of that name'
      using errcode = 'PT404', hint = 'Run howdah install: it lays the tasks that its schedules name.';
  end if;
  if run_task.name in ('make_partitions', 'delete_old_rows', 'clean_cache', 'tend_model_changes', 'watch_usage') then
    if run_task.is_asked then
      perform howdah_internal.trust_clock(run_task.name);
    elsif not howdah_internal.believes_clock(run_task.name) then
      perform set_config('howdah.may_delete', 'off', true);
    end if;
  end if;
  if run_task.name = 'delete_old_rows' then
    execute format('select exists (select from %s)', v_task) into v_has_more;
  else
    execute 'select ' || v_task;
  end if;
  perform set_config('howdah.may_delete', '', true);
  return v_has_more;
end
$$;
comment on function howdah_internal.run_task is
  'Runs a function of howdah that needs no arguments, by its name: the work of a schedule or a step of maintenance. '
  'What deletes by the clock does not where the clock is doubted, unless somebody asked for it. True where it works in '
  'slices and some may be left.';
