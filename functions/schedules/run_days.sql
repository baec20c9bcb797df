create or replace function howdah.run_days(schedule text, first_day date, last_day date)
  returns setof date
  language sql
  stable
  set search_path from current
as $$
  select d::date
    from howdah.parse_schedule(run_days.schedule) as p
   cross join lateral (select least(greatest(run_days.first_day, '1850-01-01'), '9050-01-01') as first_day) as f
   cross join generate_series(
     f.first_day::timestamp, least(run_days.last_day, f.first_day + 4000)::timestamp, interval '1 day') as d
   where extract(month from d)::integer = any (p.months)
     and case when p.is_either_day
           then extract(day from d)::integer = any (p.days) or extract(dow from d)::integer = any (p.weekdays)
           else extract(day from d)::integer = any (p.days) and extract(dow from d)::integer = any (p.weekdays)
         end
$$;
comment on function howdah.run_days(text, date, date) is 'The local days from first_day to last_day on which a schedule has runs, '
  'of 4,000 days at most.';
