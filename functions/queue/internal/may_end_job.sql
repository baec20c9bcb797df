create or replace function howdah_internal.may_end_job(job howdah_internal.jobs)
  returns boolean
  language sql
  stable
return howdah_internal.is_worker()
  or (job).lane = 'caller' and (job).tenant_id = howdah.context_tenant() and (job).user_id = howdah.current_user_id();
comment on function howdah_internal.may_end_job is
  'Whether who asks may go on with a claimed job: a worker with any, an application with its own calls (lane caller) '
  'for their user; job ids and tokens alone can be guessed.';
