-- As cron itself: where day of month and day of week are both restricted (do not begin with *), either is enough.
create or replace function howdah_internal.parse_schedule(schedule text)
  returns table (
    minutes integer[],
    hours integer[],
    days integer[],
    months integer[],
    weekdays integer[],
    is_every_hour boolean,
    is_either_day boolean
  )
  language plpgsql
  immutable
as $$
declare
  v_fields text[];
begin
  if parse_schedule.schedule is null then
    raise exception 'schedule is required'
      using errcode = '22004', hint = 'Write minute, hour, day of month, month, day of week, such as 0 3 * * mon.';
  end if;
  v_fields := regexp_split_to_array(
    coalesce(
      jsonb '{"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *"}'
        ->> lower(btrim(parse_schedule.schedule)),
      btrim(parse_schedule.schedule, E' \t')), '[ \t]+');
  if cardinality(v_fields) != 5 then
    raise exception 'the schedule does not have five fields'
      using errcode = '22023', hint = 'Write minute, hour, day of month, month, day of week, such as 0 3 * * mon.';
  end if;
  minutes := howdah_internal.cron_field(v_fields[1], 'minute', 0, 59);
  hours := howdah_internal.cron_field(v_fields[2], 'hour', 0, 23);
  days := howdah_internal.cron_field(v_fields[3], 'day of month', 1, 31);
  months := howdah_internal.cron_field(
    v_fields[4], 'month', 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}');
  -- Sunday is 0 and 7.
  weekdays := array(
    select distinct w % 7
      from unnest(howdah_internal.cron_field(v_fields[5], 'day of week', 0, 7, '{sun,mon,tue,wed,thu,fri,sat}')) as w
     order by 1);
  is_every_hour := cardinality(hours) = 24;
  is_either_day := left(v_fields[3], 1) != '*' and left(v_fields[5], 1) != '*';
  return next;
end
$$;
comment on function howdah_internal.parse_schedule is
  'The fields of a cron schedule, or of @hourly, @daily and so on, as sorted values; 0 is Sunday. is_either_day: both '
  'days are restricted, one of them is enough. Raises 22004, 22023.';
