create or replace view howdah.dead_jobs
  with (security_invoker = true)
as
select j.id as job_id, j.tenant_id, j.kind, j.lane, j.attempt, j.crash_count, j.error_code, j.error_message,
       j.created_at, j.failed_at
  from howdah_internal.jobs as j
 where j.state = 'dead';
comment on view howdah.dead_jobs is 'Jobs that were given up, with the reason; retry_dead_jobs puts them back.';
comment on column howdah.dead_jobs.job_id is 'The job; retry_dead_jobs takes it.';
comment on column howdah.dead_jobs.tenant_id is 'The tenant who pays.';
comment on column howdah.dead_jobs.kind is 'embed_chunk, embed_query, chat or a kind of your own.';
comment on column howdah.dead_jobs.lane is 'Its lane.';
comment on column howdah.dead_jobs.attempt is 'Attempts that counted.';
comment on column howdah.dead_jobs.crash_count is 'Leases in a row that ended without a word.';
comment on column howdah.dead_jobs.error_code is 'Class of the last error.';
comment on column howdah.dead_jobs.error_message is 'The last error, without keys and contents.';
comment on column howdah.dead_jobs.created_at is 'When it was enqueued.';
comment on column howdah.dead_jobs.failed_at is 'When it was given up.';
grant select on howdah.dead_jobs to howdah_admin;
