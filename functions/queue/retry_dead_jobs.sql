drop function if exists howdah.retry_dead_jobs(bigint[], text, text, text, integer);
create or replace function howdah.retry_dead_jobs(
  job_ids bigint[] default null,
  kind text default null,
  lane text default null,
  error_code text default null,
  max_jobs double precision default 10000
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_max_jobs integer := howdah_internal.whole('max_jobs', coalesce(retry_dead_jobs.max_jobs, 10000));
  v_ids bigint[];
begin
  if v_max_jobs < 0 then
    raise exception 'max_jobs is negative'
      using errcode = '22023', hint = 'Pass how many jobs to put back at most, such as 10000.';
  end if;
  v_ids := array(
    select j.id from howdah_internal.jobs as j
     where j.state = 'dead'
       and (retry_dead_jobs.job_ids is null or j.id = any (retry_dead_jobs.job_ids))
       and (retry_dead_jobs.kind is null or j.kind = retry_dead_jobs.kind)
       and (retry_dead_jobs.lane is null or j.lane = retry_dead_jobs.lane)
       and (retry_dead_jobs.error_code is null or j.error_code = retry_dead_jobs.error_code)
     order by j.id
     limit v_max_jobs
       for update skip locked
  );
  update howdah_internal.jobs as j
     set attempt = 0, crash_count = 0, failed_at = null,
         -- Wanted in spite of it.
         deadline = case when j.deadline > howdah.clock() then j.deadline end
   where j.id = any (v_ids);
  return howdah_internal.requeue_jobs(v_ids, howdah.clock());
end
$$;
comment on function howdah.retry_dead_jobs is
  'Puts dead jobs back into their lanes with a clean count and without a deadline that has passed; null filters '
  'match all. Returns how many. Raises 22023. Example: select howdah.retry_dead_jobs(error_code => ''too_large'').';
grant execute on function howdah.retry_dead_jobs to howdah_admin;
