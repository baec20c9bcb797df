create or replace function howdah.complete_jobs(job_ids bigint[], token bigint)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  if complete_jobs.job_ids is null or complete_jobs.token is null then
    raise exception 'job_ids and token are required'
      using errcode = '22004', hint = 'Pass both as claim_jobs returned them.';
  end if;
  return cardinality(howdah.finish_jobs(complete_jobs.job_ids, complete_jobs.token, 'done'));
end
$$;
comment on function howdah.complete_jobs(bigint[], bigint) is
  'Finishes the jobs of one claim and returns how many were still yours. '
  'Example: select howdah.complete_jobs(array[41, 42], :token).';
