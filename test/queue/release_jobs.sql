begin;
select plan(7);
select howdah.enqueue('report', '{}', 'reports', dedup_key => 'k');
create temp table claimed as select job_id, token from howdah.claim_jobs('w', '{reports}');

select is(howdah.release_jobs(array[job_id], token + 1), 0, 'another token releases nothing') from claimed;
select is(howdah.release_jobs(array[job_id], token), 1, 'a worker that stops gives its jobs back') from claimed;
select is((select (state, attempt, crash_count, token)::text from howdah_internal.jobs), '(ready,0,0,)',
  'and neither an attempt nor a crash is counted');
create temp table again as select job_id, token from howdah.claim_jobs('w', '{reports}');
select howdah.enqueue('report', '{"newer": true}', 'reports', dedup_key => 'k');
select is(howdah.release_jobs(array[job_id], token), 0, 'a job that has a ready twin does not come back') from again;
select is((select array_agg(payload) from howdah_internal.jobs), array['{"newer": true}'::jsonb],
  'the newer twin takes its place');
set local role howdah_worker;
select lives_ok($$select howdah.release_jobs('{1}', 1)$$, 'a worker may release');
set local role howdah_app;
select throws_ok($$select howdah.release_jobs('{1}', 1)$$, '42501', null, 'the application may not');
select * from finish();
rollback;
