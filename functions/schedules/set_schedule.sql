create or replace function howdah.set_schedule(
  name text,
  schedule text default null,
  time_zone text default null,
  is_enabled boolean default null
)
  returns timestamptz
  language plpgsql
  volatile
  security definer
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
    raise exception 'there is no such schedule'
      using errcode = 'PT404', hint = 'See howdah.schedule_health for the names.';
  end if;
  v_next := howdah.next_run(
    coalesce(set_schedule.schedule, v_schedule.schedule), coalesce(set_schedule.time_zone, v_schedule.time_zone));
  if v_next is null then
    raise exception 'the schedule is never due'
      using errcode = '22023', hint = 'Name a day that the month has; is_enabled => false turns a schedule off.';
  end if;
  update howdah.schedules as s
     set schedule = coalesce(set_schedule.schedule, s.schedule),
         time_zone = coalesce(set_schedule.time_zone, s.time_zone),
         is_enabled = coalesce(set_schedule.is_enabled, s.is_enabled),
         -- What is due already stays due where only null or the same was said.
         next_run_at = case
           when coalesce(set_schedule.schedule, set_schedule.time_zone) is not null or s.next_run_at is null
             or set_schedule.is_enabled and not s.is_enabled then v_next
           else s.next_run_at
         end
   where s.name = set_schedule.name
  returning case when s.is_enabled then s.next_run_at end into v_next;
  return v_next;
end
$$;
comment on function howdah.set_schedule is
  'Changes when a schedule runs, in five cron fields and a time zone, or turns it off and on; null keeps what is '
  'there. Returns when it is due next, null when it is off. With pg_cron, call howdah.install_schedules() afterwards. '
  'Raises 22004, 22023, PT404. Example: select howdah.set_schedule(''embedding-check'', ''0 4 * * sun'', '
  '''Europe/Berlin'').';
grant execute on function howdah.set_schedule to howdah_admin;
