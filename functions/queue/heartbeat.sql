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
  with mine as (
    -- In the order of everybody who locks jobs.
    select j.id
      from howdah.jobs as j
     where j.id = any (heartbeat.job_ids)
       and j.token = heartbeat.token
       and howdah.may_end_job(j)
       -- Nobody waits for the answer of a message that has ended, by cancel_message or its deadline, or was deleted.
       and (j.kind != 'chat' or exists (
         select from howdah.messages as m
          where m.tenant_id = j.tenant_id
            and m.id = (j.payload ->> 'message_id')::uuid
            and m.status in ('pending', 'streaming')
       ))
     order by j.id
       for update
  )
  update howdah.jobs as j
     set lease_until = howdah.clock() + heartbeat.lease
    from mine
   where j.id = mine.id
  returning j.id;
end
$$;
comment on function howdah.heartbeat(bigint[], bigint, interval) is
  'Extends the lease of jobs and returns the ids that are still yours; stop work on the others (taken over, or the '
  'question was cancelled). Raises 22023.';
