create or replace function howdah.last_run(
  schedule text,
  time_zone text default 'UTC',
  until timestamptz default howdah.now()
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
  select p.* into v_fields from howdah.parse_schedule(last_run.schedule) as p;
  perform howdah.check_time_zone(last_run.time_zone);
  if last_run.until is null or not isfinite(last_run.until) then
    raise exception 'the time is null or infinite'
      using errcode = '22004', hint = 'Pass a time, or leave it out for now.';
  end if;
  if last_run.until not between '1900-01-01' and '9000-01-01' then
    raise exception 'the time is out of range' using errcode = '22023', hint = 'Pass a time from 1900 to 8999.';
  end if;
  v_from := (last_run.until at time zone last_run.time_zone)::date;
  -- Near days first; 29 February may be eight years away.
  foreach v_reach in array array[7, 400, 9 * 366] loop
    for v_day in
      select d.day from howdah.run_days(last_run.schedule, v_from - v_reach, v_from + 1) as d (day) order by d.day desc
    loop
      select max(t.at) into v_run
        from howdah.day_runs(v_day, v_fields.hours, v_fields.minutes, v_fields.is_every_hour, last_run.time_zone) as t (at)
       where t.at <= last_run.until;
      if v_run is not null then
        return v_run;
      end if;
    end loop;
  end loop;
  return null;
end
$$;
comment on function howdah.last_run(text, text, timestamptz) is
  'When a cron schedule was last due, up to and including a time; null when never. Raises 22004, 22023. '
  'Example: select howdah.last_run(''0 * * * *'')';
