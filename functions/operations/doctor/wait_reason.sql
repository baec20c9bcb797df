create or replace function howdah.wait_reason(lane text default null)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return (
    select f.finding || ': ' || f.advice
      from howdah_internal.findings() as f
     where f.severity = 'error'
       and (wait_reason.lane is null or f.code = 'no_worker' or f.subject = 'lane ' || wait_reason.lane)
     order by f.since
     limit 1
  );
end
$$;
comment on function howdah.wait_reason is
  'Says in one line why nothing moves in a lane, or anywhere; null when all is well or goes on by itself. Example: '
  'select howdah.wait_reason().';
grant execute on function howdah.wait_reason to howdah_app, howdah_worker, howdah_admin;
