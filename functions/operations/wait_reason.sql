create or replace function howdah.wait_reason()
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
     order by d.since
     limit 1
  );
end
$$;
comment on function howdah.wait_reason() is 'Why nothing moves, in one line; null when all is well.';
