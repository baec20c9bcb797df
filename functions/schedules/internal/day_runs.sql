-- Where clocks are set forward, a time that does not exist is taken as much later; where they are set back, a time that
-- comes twice is due once. A schedule of every hour follows the time that passes instead.
create or replace function howdah_internal.day_runs(
  day date,
  hours integer[],
  minutes integer[],
  is_every_hour boolean,
  time_zone text
)
  returns setof timestamptz
  language sql
  stable
as $$
  select distinct o.at
    from unnest(day_runs.hours) as h
   cross join unnest(day_runs.minutes) as m
   cross join lateral (select day_runs.day + make_time(h, m, 0) as local_time) as l
   -- Of a time that comes twice, this is the later.
   cross join lateral (select l.local_time at time zone day_runs.time_zone as later) as t
   cross join lateral (
     select min(t.later - g.gap) as earlier
       from unnest(array[interval '0', '30 minutes', '1 hour', '2 hours', '3 hours']) as g (gap)
      where (t.later - g.gap) at time zone day_runs.time_zone = l.local_time
   ) as e
   cross join lateral (
     values (coalesce(e.earlier, case when not day_runs.is_every_hour then t.later end)),
            (case when day_runs.is_every_hour and e.earlier is not null then t.later end)
   ) as o (at)
   where o.at is not null
$$;
comment on function howdah_internal.day_runs is
  'The times of a local day at which a schedule with these hours and minutes is due.';
