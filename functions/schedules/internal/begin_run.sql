create or replace function howdah_internal.begin_run(name text, only_if_due boolean)
  returns bigint
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_schedule howdah.schedules;
  v_now timestamptz := howdah.now();
  v_due_at timestamptz := v_now;
  v_id bigint;
begin
  -- Whoever runs it already makes this call needless.
  select s.* into v_schedule
    from howdah.schedules as s
   where s.name = begin_run.name
     for no key update skip locked;
  if not found or begin_run.only_if_due and not howdah_internal.is_due(v_schedule, v_now) then
    return null;
  end if;
  if howdah_internal.is_due(v_schedule, v_now) then
    v_due_at := howdah_internal.nearest_run(v_schedule.schedule, v_schedule.time_zone, v_now, is_next => false);
  end if;
  update howdah.schedule_runs as r
     set outcome = 'failed', finished_at = howdah.clock(),
         error_message = 'it began and never ended: its connection or the server was lost'
   where r.schedule = v_schedule.name and r.outcome = 'running';
  insert into howdah.schedule_runs as r (schedule, due_at, started_at, missed_since, outcome)
  values (
    v_schedule.name, v_due_at, howdah.clock(),
    case when v_schedule.next_run_at < v_due_at then v_schedule.next_run_at end, 'running'
  )
  on conflict (schedule, due_at) do update
    set started_at = excluded.started_at, finished_at = null, outcome = excluded.outcome, error_message = null
  returning r.id into v_id;
  update howdah.schedules as s
     set next_run_at = howdah.next_run(s.schedule, s.time_zone, v_now), last_run_at = v_now
   where s.name = v_schedule.name;
  return v_id;
end
$$;
comment on function howdah_internal.begin_run is
  'Notes that a schedule is about to run and moves its next run, so that work that never ends cannot keep others from '
  'theirs once this has committed. Returns the run; null when it is not due, or runs.';
