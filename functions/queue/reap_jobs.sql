create or replace function howdah.reap_jobs()
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_expired howdah_internal.jobs[] := array(
    select j from howdah_internal.jobs as j
     where j.state = 'running'
       -- No lease is longer than a day: the clock was ahead when it was given.
       and (j.lease_until < howdah.clock() or j.lease_until > howdah.clock() + interval '25 hours')
     order by j.id
     limit 1000
       for update skip locked
  );
  v_crashed bigint[] := array(select j.id from unnest(v_expired) as j where j.crash_count >= 2);
  -- Nobody else may make the application's own call again.
  v_callers bigint[] := array(select j.id from unnest(v_expired) as j where j.crash_count < 2 and j.lane = 'caller');
begin
  update howdah_internal.jobs as j
     set crash_count = j.crash_count + 1
   where j.id in (select e.id from unnest(v_expired) as e);
  perform howdah_internal.leave_jobs(array(select j.id from unnest(v_expired) as j), 'crashed');
  -- All at once, for they are of many payers.
  perform howdah_internal.lock_job_holds(v_expired);
  perform howdah_internal.estimate_lost_calls(v_expired);
  perform howdah_internal.bury_jobs(v_crashed, 'crashed', 'the lease ran out three times');
  perform howdah_internal.bury_jobs(v_callers, 'caller_gone', 'the lease of the application''s own call ran out');
  perform howdah_internal.requeue_jobs(
    array(select j.id from unnest(v_expired) as j where j.id != all (v_crashed || v_callers)), howdah.clock());
  return cardinality(v_expired);
end
$$;
comment on function howdah.reap_jobs is
  'Takes jobs back whose lease ran out; a job that crashed three workers is dead, and so is a call of the '
  'application''s own (its message fails with caller_gone). Calls that were under way are in the usage as estimates. '
  'Returns how many leases had ended. Example: select howdah.reap_jobs().';
grant execute on function howdah.reap_jobs to howdah_worker;
