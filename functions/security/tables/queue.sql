-- Who reads the queue: the analyst how much of everybody's waits, the administrator also why a job of the tenant died.
select howdah_internal.let_read('howdah.lanes', r.reader)
  from (values ('howdah_analyst'), ('howdah_admin')) as r (reader);
select howdah_internal.let_read(
         'howdah_internal.jobs', 'howdah_analyst', columns => 'id, kind, lane, state, run_after, created_at'),
       howdah_internal.let_read(
         'howdah_internal.jobs', 'howdah_admin', '@tenant',
         'tenant_id, id, kind, lane, state, attempt, crash_count, run_after, error_code, error_message, created_at,
          failed_at');
select howdah_internal.let_read('howdah_internal.jobs_done', r.reader, r.condition, 'lane, outcome, done_at')
  from (values ('howdah_analyst', 'true'), ('howdah_admin', '@tenant')) as r (reader, condition);
