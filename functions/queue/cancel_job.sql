create or replace function howdah.cancel_job(job_id bigint)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_token bigint;
begin
  select j.token into v_token
    from howdah.jobs as j
   where j.id = cancel_job.job_id
     and j.tenant_id = howdah.acting_tenant()
     for update;
  if not found then
    raise exception 'there is no such job' using errcode = 'PT404', hint = 'It may be finished: see howdah.jobs_done.';
  end if;
  update howdah.messages as m
     set status = 'cancelled', completed_at = howdah.now()
    from howdah.jobs as j
   where j.id = cancel_job.job_id and j.kind = 'chat'
     and m.tenant_id = j.tenant_id and m.id = (j.payload ->> 'message_id')::uuid
     and m.status in ('pending', 'streaming');
  -- The token goes with the row, so a worker that has it changes nothing any more.
  return cardinality(howdah.finish_jobs(array[cancel_job.job_id], v_token, 'cancelled')) = 1;
end
$$;
comment on function howdah.cancel_job(bigint) is
  'Removes a job, also one that runs: its worker''s results no longer count. Raises PT404. '
  'Example: select howdah.cancel_job(42).';
