create or replace view howdah.dead_jobs
  with (security_invoker = true)
as
select j.id as job_id, j.tenant_id, j.kind, j.lane, j.attempt, j.crash_count, j.error_code, j.error_message,
       j.created_at, j.failed_at
  from howdah.jobs as j
 where j.state = 'dead';
comment on view howdah.dead_jobs is 'Jobs that were given up, with the reason; retry_dead_jobs puts them back.';
