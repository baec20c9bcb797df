create or replace function howdah.reap_jobs()
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_expired bigint[];
  v_crashed bigint[];
  v_callers bigint[];
begin
  v_expired := array(
    select j.id from howdah.jobs as j
     where j.state = 'running' and j.lease_until < howdah.clock()
     order by j.id
     limit 1000
       for update skip locked
  );
  update howdah.jobs as j set crash_count = j.crash_count + 1 where j.id = any (v_expired);
  v_crashed := array(select j.id from howdah.jobs as j where j.id = any (v_expired) and j.crash_count >= 3);
  -- All at once: they are of many payers.
  perform howdah.release_job_budget(v_expired, v_crashed);
  perform howdah.bury_jobs(v_crashed, 'crashed', 'the lease ran out three times');
  -- Nobody else may make the application's own call again.
  v_callers := array(
    select j.id from howdah.jobs as j where j.id = any (v_expired) and j.lane = 'caller' and j.id != all (v_crashed)
  );
  perform howdah.bury_jobs(v_callers, 'caller_gone', 'the lease of the application''s own call ran out');
  perform howdah.return_to_ready(
    array(select e.id from unnest(v_expired) as e (id) where e.id != all (v_crashed || v_callers)), howdah.clock());
  return cardinality(v_expired);
end
$$;
comment on function howdah.reap_jobs() is
  'Takes jobs back whose lease ran out; a job that crashed three workers is dead, and '
  'so is a call of the application''s own (its message fails with caller_gone). Returns how many leases had ended.';
