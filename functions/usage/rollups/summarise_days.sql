create or replace function howdah.summarise_days()
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_from timestamptz;
  v_to timestamptz;
  v_day record;
  v_count integer := 0;
begin
  perform howdah.roll_up_usage();
  select r.done_until into v_from from howdah_internal.usage_rollups as r where r.name = 'days' for update;
  select r.done_until into v_to from howdah_internal.usage_rollups as r where r.name = 'usage';
  -- Every midnight that has passed since, each in its own zone; all usage before v_to is known.
  for v_day in
    select z.time_zone, d.day::date as day
      from (select 'UTC' as time_zone union select t.time_zone from howdah.tenants as t) as z
     cross join generate_series(
       date_trunc('day', v_from at time zone z.time_zone), v_to at time zone z.time_zone, interval '1 day') as d (day)
     where (d.day + interval '1 day') at time zone z.time_zone > v_from
       and (d.day + interval '1 day') at time zone z.time_zone <= v_to
     order by d.day, z.time_zone
  loop
    v_count := v_count + howdah_internal.summarise_day(v_day.day, v_day.time_zone);
  end loop;
  for v_day in
    select s.tenant_id, s.date as day, coalesce(t.time_zone, 'UTC') as time_zone
      from howdah.daily_summaries as s
      left join howdah.tenants as t on t.tenant_id = s.tenant_id
     where s.is_stale
  loop
    delete from howdah.daily_summaries as s where s.tenant_id = v_day.tenant_id and s.date = v_day.day;
    v_count := v_count + howdah_internal.summarise_day(v_day.day, v_day.time_zone, v_day.tenant_id);
  end loop;
  update howdah_internal.usage_rollups as r set done_until = v_to where r.name = 'days';
  return v_count;
end
$$;
comment on function howdah.summarise_days is
  'Sums up every day that has ended since the last run, in the time zone of each tenant, and again the days for which '
  'usage came in late; returns how many summaries it wrote. It may run at any time, twice, or after days. Example: '
  'select howdah.summarise_days().';
grant execute on function howdah.summarise_days to howdah_admin;
