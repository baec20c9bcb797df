create or replace function howdah.next_run(
  schedule text,
  time_zone text default 'UTC',
  after timestamptz default howdah.now()
)
  returns timestamptz
  language plpgsql
  stable
  set search_path from current
  set jit = off
as $$
declare
  v_fields record;
  v_from date;
  v_day date;
  v_run timestamptz;
  v_reach integer;
begin
  select p.* into v_fields from howdah.parse_schedule(next_run.schedule) as p;
  perform howdah.check_time_zone(next_run.time_zone);
  if next_run.after is null or not isfinite(next_run.after) then
    raise exception 'the time is null or infinite'
      using errcode = '22004', hint = 'Pass a time, or leave it out for now.';
  end if;
  if next_run.after not between '1900-01-01' and '9000-01-01' then
    raise exception 'the time is out of range' using errcode = '22023', hint = 'Pass a time from 1900 to 8999.';
  end if;
  v_from := (next_run.after at time zone next_run.time_zone)::date;
  -- Near days first; 29 February may be eight years away.
  foreach v_reach in array array[7, 400, 9 * 366] loop
    for v_day in
      select d.day from howdah.run_days(next_run.schedule, v_from - 1, v_from + v_reach) as d (day) order by d.day
    loop
      select min(t.at) into v_run
        from howdah.day_runs(v_day, v_fields.hours, v_fields.minutes, v_fields.is_every_hour, next_run.time_zone) as t (at)
       where t.at > next_run.after;
      if v_run is not null then
        return v_run;
      end if;
    end loop;
  end loop;
  return null;
end
$$;
comment on function howdah.next_run(text, text, timestamptz) is
  'When a cron schedule is due next after a time, null when never (30 February). Where clocks are set forward, a time '
  'that does not exist is due as much later; where they are set back, a time that comes twice is due once, but a '
  'schedule of every hour follows the time that passes. Raises 22004, 22023. '
  'Example: select howdah.next_run(''30 2 * * mon-fri'', ''Europe/Berlin'')';
