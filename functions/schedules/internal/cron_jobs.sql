create or replace function howdah_internal.cron_jobs()
  returns table (schedule text, cron text, command text)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return query
  select s.name,
         -- pg_cron 1.4 knows GMT only: elsewhere it asks every minute of the hour that may be due.
         case s.time_zone when 'UTC' then array_to_string(regexp_split_to_array(s.schedule, '[ \t]+'), ' ')
           else case when z.is_whole then array_to_string(p.minutes, ',') else '*' end || ' * * * *'
         end,
         format('select howdah.run_schedule(%L, only_if_due => true)', s.name)
    from howdah.schedules as s
   cross join lateral howdah_internal.parse_schedule(s.schedule) as p
   cross join lateral (
     select bool_and(extract(minute from (t.at at time zone s.time_zone) - (t.at at time zone 'UTC')) = 0) as is_whole
       from unnest(array[howdah.now(), howdah.now() + interval '6 months']) as t (at)
   ) as z
   where s.is_enabled
   order by s.name;
end
$$;
comment on function howdah_internal.cron_jobs is
  'The enabled schedules as pg_cron takes them: five fields in GMT and a command.';
grant execute on function howdah_internal.cron_jobs to howdah_admin;
