create or replace function howdah.may_end_job(job howdah.jobs)
  returns boolean
  language plpgsql
  stable
  set search_path from current
as $$
begin
  return howdah.is_worker()
    or (job).lane = 'caller' and (job).tenant_id = howdah.context_tenant() and (job).user_id = howdah.current_user_id();
end
$$;
comment on function howdah.may_end_job(howdah.jobs) is
  'Whether who asks may go on with a claimed job: a worker with any, an application with its own calls (lane '
  'caller) for their user; job ids and tokens alone can be guessed.';
