create or replace function howdah.cancel_job(job_id bigint)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_token bigint;
begin
  select j.token into v_token
    from howdah_internal.jobs as j
   where j.id = cancel_job.job_id
     and j.tenant_id = howdah_internal.acting_tenant()
     for update;
  if not found then
    raise exception 'there is no such job' using errcode = 'PT404', hint = 'It may be finished or another tenant''s.';
  end if;
  perform howdah_internal.leave_jobs(array[cancel_job.job_id], 'cancelled');
  -- The token goes with the row, so a worker that has it changes nothing any more.
  return cardinality(howdah_internal.finish_jobs(array[cancel_job.job_id], v_token, 'cancelled')) = 1;
end
$$;
comment on function howdah.cancel_job is
  'Removes a job, also one that runs: its worker''s results no longer count. Raises 28000, PT404. Example: select '
  'howdah.cancel_job(42).';
grant execute on function howdah.cancel_job to howdah_admin;
