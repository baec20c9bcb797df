create or replace function howdah.run_schedule(name text, only_if_due boolean default false)
  returns text
  language plpgsql
  volatile
  security definer -- the work needs its owner's rights
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_schedule howdah.schedules;
  v_started_at timestamptz := howdah.clock();
  v_now timestamptz := howdah.now();
  v_due_at timestamptz := v_now;
  v_error text;
begin
  if run_schedule.name is null then
    raise exception 'name is required' using errcode = '22004', hint = 'See howdah.schedule_health for the names.';
  end if;
  -- Whoever runs it already makes this call needless.
  select s.* into v_schedule
    from howdah.schedules as s
   where s.name = run_schedule.name
     for no key update skip locked;
  if not found then
    if exists (select from howdah.schedules as s where s.name = run_schedule.name) then
      return 'busy';
    end if;
    raise exception 'there is no such schedule'
      using errcode = 'PT404', hint = 'See howdah.schedule_health for the names.';
  end if;
  if run_schedule.only_if_due
     and (not v_schedule.is_enabled or coalesce(v_schedule.next_run_at, 'infinity') > v_now) then
    return 'not due';
  end if;
  if v_schedule.next_run_at <= v_now then
    v_due_at := howdah_internal.nearest_run(v_schedule.schedule, v_schedule.time_zone, v_now, is_next => false);
  end if;
  begin
    perform howdah_internal.run_task(v_schedule.function);
  exception
    -- One that fails stops no other; the message goes into the history.
    when others then
      v_error := format('%s (%s)', left(sqlerrm, 500), sqlstate);
  end;
  insert into howdah.schedule_runs (schedule, due_at, started_at, finished_at, missed_since, outcome, error_message)
  values (
    v_schedule.name, v_due_at, v_started_at, howdah.clock(),
    case when v_schedule.next_run_at < v_due_at then v_schedule.next_run_at end,
    case when v_error is null then 'done' else 'failed' end, v_error
  )
  on conflict (schedule, due_at) do update
    set started_at = excluded.started_at, finished_at = excluded.finished_at,
        outcome = excluded.outcome, error_message = excluded.error_message;
  update howdah.schedules as s
     set next_run_at = howdah.next_run(s.schedule, s.time_zone, v_now), last_run_at = v_now
   where s.name = v_schedule.name;
  return case when v_error is null then 'done' else 'failed' end;
end
$$;
comment on function howdah.run_schedule is
  'Runs a schedule''s work now and returns done or failed (the error is in schedule_runs), busy when it runs already, '
  'and with only_if_due (what pg_cron and tick pass) not due when there is nothing to do. One run makes up for all '
  'that were missed. Raises 22004, PT404. Example: select howdah.run_schedule(''daily-summary'').';
grant execute on function howdah.run_schedule to howdah_admin;
