create or replace function howdah_internal.bury_jobs(job_ids bigint[], error_code text, error_message text)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_outcome text := case bury_jobs.error_code when 'expired' then 'expired' else 'failed' end;
  v_holding howdah_internal.jobs[] := array(
    select j from howdah_internal.jobs as j where j.id = any (bury_jobs.job_ids) and j.reservation_id is not null);
  v_gone bigint[];
begin
  update howdah_internal.jobs as j
     set state = 'dead', token = null, lease_until = null, worker = null, call_id = null,
         reservation_id = null, reserved_cents = null,
         error_code = bury_jobs.error_code,
         -- A deadline is only the end of it: what went wrong before says why.
         error_message = left(
           bury_jobs.error_message
             || case v_outcome when 'expired' then coalesce('; last failure: ' || j.error_message, '') else '' end,
           500),
         failed_at = howdah.clock()
   where j.id = any (bury_jobs.job_ids);
  v_gone := howdah_internal.leave_jobs(
    bury_jobs.job_ids, v_outcome, bury_jobs.error_code, bury_jobs.error_message);
  perform howdah_internal.release_job_holds(v_holding);
  if v_holding != '{}' then
    perform howdah_internal.wake_waiters(bury_jobs.job_ids);
  end if;
  perform howdah_internal.finish_jobs(v_gone, null, v_outcome);
  perform howdah_internal.tell_dead_jobs(bury_jobs.job_ids);
end
$$;
comment on function howdah_internal.bury_jobs is
  'Gives jobs up: they stay as dead letters with the reason and are told of, but for those that their room has an end '
  'of its own for.';
