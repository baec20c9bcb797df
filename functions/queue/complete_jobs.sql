create or replace function howdah.complete_jobs(job_ids bigint[], token bigint)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_lane text;
  v_count integer;
begin
  if complete_jobs.job_ids is null or complete_jobs.token is null then
    raise exception 'job_ids and token are required'
      using errcode = '22004', hint = 'Pass both as claim_jobs returned them.';
  end if;
  v_lane := (
    select j.lane from howdah_internal.jobs as j
     where j.id = complete_jobs.job_ids[1] and j.token = complete_jobs.token);
  v_count := cardinality(howdah_internal.finish_jobs(complete_jobs.job_ids, complete_jobs.token, 'done'));
  perform howdah_internal.clear_refusals(v_lane);
  return v_count;
end
$$;
comment on function howdah.complete_jobs is
  'Finishes jobs of your own kinds, of one claim, and returns how many were still yours: somebody else has the '
  'others by now, change nothing. Raises 22004. Example: select howdah.complete_jobs(array[41, 42], :token).';
grant execute on function howdah.complete_jobs to howdah_worker;
