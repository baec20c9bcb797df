create or replace function howdah_internal.nearest_run(
  schedule text,
  time_zone text,
  at timestamptz,
  is_next boolean
)
  returns timestamptz
  language plpgsql
  stable
  set jit = off
as $$
declare
  v_fields record;
  v_from date;
  v_run timestamptz;
  v_day date;
  v_reach integer;
begin
  select p.* into v_fields from howdah_internal.parse_schedule(nearest_run.schedule) as p;
  perform howdah_internal.check_time_zone(nearest_run.time_zone);
  if nearest_run.at is null or not isfinite(nearest_run.at) then
    raise exception 'the time is null or infinite'
      using errcode = '22004', hint = 'Pass a time, or leave it out for now.';
  end if;
  if nearest_run.at not between '1900-01-01' and '9000-01-01' then
    raise exception 'the time is out of range' using errcode = '22023', hint = 'Pass a time from 1900 to 8999.';
  end if;
  v_from := (nearest_run.at at time zone nearest_run.time_zone)::date;
  -- Near days first; 29 February may be eight years away.
  foreach v_reach in array array[7, 400, 9 * 366] loop
    for v_day in
      select d
        from generate_series(-1, v_reach) as n
       cross join lateral (select v_from + case when nearest_run.is_next then n else -n end as d) as e
       where extract(month from d)::integer = any (v_fields.months)
         and case when v_fields.is_either_day
               then extract(day from d)::integer = any (v_fields.days)
                 or extract(dow from d)::integer = any (v_fields.weekdays)
               else extract(day from d)::integer = any (v_fields.days)
                 and extract(dow from d)::integer = any (v_fields.weekdays)
             end
       order by n
    loop
      select case when nearest_run.is_next then min(t.at) filter (where t.at > nearest_run.at)
               else max(t.at) filter (where t.at <= nearest_run.at) end
        into v_run
        from howdah_internal.day_runs(
          v_day, v_fields.hours, v_fields.minutes, v_fields.is_every_hour, nearest_run.time_zone) as t (at);
      if v_run is not null then
        return v_run;
      end if;
    end loop;
  end loop;
  return null;
end
$$;
comment on function howdah_internal.nearest_run is
  'When a cron schedule is due next after a time (is_next), or was last due up to and including it; null when never. '
  'Raises 22004, 22023.';
