create or replace function howdah_internal.watch_windows(period text, at timestamptz)
  returns table (time_zone text, weeks_back integer, starts_at timestamptz, ends_at timestamptz)
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return query
  select z.name, w.back, s.starts_at,
         -- An hour that comes twice is two.
         case watch_windows.period
           when 'hour' then s.starts_at + interval '1 hour'
           else (s.local_time + interval '1 day') at time zone z.name
         end
    from (select 'UTC' as name union select t.time_zone from howdah.tenants as t) as z
   cross join generate_series(0, 6) as w (back)
   cross join lateral (
     select date_trunc(watch_windows.period, watch_windows.at at time zone z.name)
              - make_interval(days => 7 * w.back) as local_time
   ) as l
   cross join lateral (
     select l.local_time,
            -- In time zones with half hours the hours of roll-ups are not those of clocks.
            case when watch_windows.period = 'hour' and w.back = 0 then watch_windows.at
              else l.local_time at time zone z.name end as starts_at
   ) as s;
end
$$;
comment on function howdah_internal.watch_windows is
  'The hour or local day of a time in every time zone that a tenant has, and the same of the six weeks before.';
