create or replace function howdah.release_jobs(job_ids bigint[], token bigint)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_mine bigint[] := array(
    select j.id from howdah_internal.jobs as j
     where j.id = any (release_jobs.job_ids) and j.token = release_jobs.token
     order by j.id
       for update
  );
  v_count integer := howdah_internal.requeue_jobs(v_mine, howdah.clock());
begin
  -- Who waits for the answer of a call that was not made may make it.
  perform howdah_internal.wake_waiters(v_mine);
  return v_count;
end
$$;
comment on function howdah.release_jobs is
  'Gives claimed jobs back unfinished, without counting an attempt; returns how many. For a worker that stops. '
  'Example: select howdah.release_jobs(array[41, 42], :token).';
grant execute on function howdah.release_jobs to howdah_worker;
