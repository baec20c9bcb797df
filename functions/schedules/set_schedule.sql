create or replace function howdah.set_schedule(
  name text,
  schedule text default null,
  time_zone text default null,
  is_enabled boolean default null
)
  returns timestamptz
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_schedule howdah.schedules;
  v_next timestamptz;
begin
  if set_schedule.name is null then
    raise exception 'name is required' using errcode = '22004', hint = 'See howdah.schedule_health for the names.';
  end if;
  select s.* into v_schedule from howdah.schedules as s where s.name = set_schedule.name for no key update;
  if not found then
    raise exception 'there is no such schedule' using errcode = 'PT404', hint = 'See howdah.schedule_health for the names.';
  end if;
  v_next := howdah.next_run(
    coalesce(set_schedule.schedule, v_schedule.schedule), coalesce(set_schedule.time_zone, v_schedule.time_zone));
  if v_next is null then
    raise exception 'the schedule is never due'
      using errcode = '22023', hint = 'Name a day that the month has; is_enabled => false turns a schedule off.';
  end if;
  if set_schedule.schedule is not null or set_schedule.time_zone is not null or v_schedule.next_run_at is null
     or set_schedule.is_enabled and not v_schedule.is_enabled then
    update howdah.schedules as s
       set schedule = coalesce(set_schedule.schedule, s.schedule),
           time_zone = coalesce(set_schedule.time_zone, s.time_zone),
           next_run_at = v_next
     where s.name = set_schedule.name;
  end if;
  update howdah.schedules as s
     set is_enabled = set_schedule.is_enabled
   where s.name = set_schedule.name and s.is_enabled != set_schedule.is_enabled;
  return (select s.next_run_at from howdah.schedules as s where s.name = set_schedule.name and s.is_enabled);
end
$$;
comment on function howdah.set_schedule(text, text, text, boolean) is
  'Changes when a schedule runs, in five cron fields and a time zone, or turns it off and on; null keeps what is there. '
  'Returns when it is due next, null when it is off. With pg_cron, call howdah.install_schedules() afterwards. '
  'Raises 22004, 22023, PT404. Example: select howdah.set_schedule(''embedding-check'', ''0 4 * * sun'', ''Europe/Berlin'').';
