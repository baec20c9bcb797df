create or replace function howdah.heartbeat(
  job_ids bigint[],
  token bigint,
  lease interval default interval '60 seconds'
)
  returns setof bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_lease interval := coalesce(heartbeat.lease, interval '60 seconds');
begin
  if v_lease not between '1 second' and '1 day' then
    raise exception 'the lease is out of range' using errcode = '22023', hint = 'lease is 1 second to 1 day.';
  end if;
  return query
  update howdah_internal.jobs as j
     set lease_until = howdah.clock() + v_lease
   where j.id = any (array(
     select h.id
       from howdah_internal.jobs as h
      where h.id = any (heartbeat.job_ids) and h.token = heartbeat.token and howdah_internal.may_end_job(h)
        and not h.is_unwanted
      -- In the order of everybody who locks jobs.
      order by h.id
        for update
   ))
  returning j.id;
end
$$;
comment on function howdah.heartbeat is
  'Extends the lease of jobs and returns the ids that are still yours; stop work on the others (taken over, or the '
  'question was cancelled). Raises 22023. Example: select howdah.heartbeat(array[41, 42], :token).';
grant execute on function howdah.heartbeat to howdah_app, howdah_worker;
