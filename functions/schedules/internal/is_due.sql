create or replace function howdah_internal.is_due(schedule howdah.schedules, at timestamptz)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return is_due.schedule.is_enabled and (
    coalesce(is_due.schedule.next_run_at <= is_due.at, false)
    -- Farther away than it can be: the clock was wrong when it was computed. Ten minutes are no fault of a clock.
    or coalesce(
      coalesce(is_due.schedule.next_run_at, 'infinity')
        > howdah.next_run(
          is_due.schedule.schedule, is_due.schedule.time_zone, is_due.at + interval '10 minutes'), false));
end
$$;
comment on function howdah_internal.is_due is
  'Whether an enabled schedule has to run at a time: its next run has come, or lies farther ahead than its fields '
  'allow.';
