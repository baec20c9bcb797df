create or replace function howdah.heartbeat(
  job_ids bigint[],
  token bigint,
  lease interval default interval '60 seconds'
)
  returns setof bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  if heartbeat.lease is null or heartbeat.lease not between '1 second' and '1 day' then
    raise exception 'the lease is out of range' using errcode = '22023', hint = 'lease is 1 second to 1 day.';
  end if;
  return query
  update howdah.jobs as j
     set lease_until = howdah.clock() + heartbeat.lease
   where j.id = any (heartbeat.job_ids)
     and j.token = heartbeat.token
  returning j.id;
end
$$;
comment on function howdah.heartbeat(bigint[], bigint, interval) is
  'Extends the lease of jobs and returns the ids that are still yours; stop work on the others. Raises 22023.';
