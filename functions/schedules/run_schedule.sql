create or replace function howdah.run_schedule(name text, only_if_due boolean default false)
  returns text
  language plpgsql
  volatile
  security definer -- the work needs its owner's rights
  set search_path from current
as $$
declare
  v_only_if_due boolean := coalesce(run_schedule.only_if_due, false);
  v_schedule howdah.schedules;
  v_run_id bigint;
begin
  if run_schedule.name is null then
    raise exception 'name is required' using errcode = '22004', hint = 'See howdah.schedule_health for the names.';
  end if;
  select s.* into v_schedule from howdah.schedules as s where s.name = run_schedule.name;
  if not found then
    raise exception 'there is no such schedule'
      using errcode = 'PT404', hint = 'See howdah.schedule_health for the names.';
  end if;
  v_run_id := howdah_internal.begin_run(run_schedule.name, v_only_if_due);
  if v_run_id is null then
    return case when v_only_if_due and not howdah_internal.is_due(v_schedule, howdah.now()) then 'not due'
      else 'busy' end;
  end if;
  return howdah_internal.work_run(v_run_id, is_asked => not v_only_if_due, in_slices => false);
end
$$;
comment on function howdah.run_schedule is
  'Runs a schedule''s work now and returns done or failed (the error is in schedule_runs), busy when it runs already, '
  'and with only_if_due (what pg_cron and tick pass) not due when there is nothing to do. One run makes up for all '
  'that were missed. Without only_if_due it deletes what is old even where the clock seems to have leapt. Raises '
  '22004, PT404. Example: select howdah.run_schedule(''daily-summary'').';
grant execute on function howdah.run_schedule to howdah_admin;
