create or replace function howdah.wait_reason(lane text default null)
  returns text
  language plpgsql
  stable
  security definer -- looks at lanes and workers
  set search_path from current
as $$
begin
  return (
    select d.finding || ': ' || d.advice
      from howdah.doctor() as d
     where d.severity = 'error'
       and (wait_reason.lane is null or d.subject in ('worker', 'lane ' || wait_reason.lane))
     order by d.since
     limit 1
  );
end
$$;
comment on function howdah.wait_reason(text) is
  'Why nothing moves in a lane, or anywhere, in one line; null when all is well or goes on by itself.';
