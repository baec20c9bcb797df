create or replace function howdah.complete_job(job_id bigint, token bigint)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  if complete_job.job_id is null or complete_job.token is null then
    raise exception 'job_id and token are required'
      using errcode = '22004', hint = 'Pass both as claim_jobs returned them.';
  end if;
  return cardinality(howdah.finish_jobs(array[complete_job.job_id], complete_job.token, 'done')) = 1;
end
$$;
comment on function howdah.complete_job(bigint, bigint) is
  'Finishes a job of your own kind. False when the token is not the latest: somebody else has the job, change nothing.';
