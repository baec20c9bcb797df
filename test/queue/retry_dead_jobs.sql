begin;
select plan(8);
select howdah.enqueue('report', '{"n": 1}', 'reports', dedup_key => 'k');
select howdah.enqueue('export', '{"n": 2}', 'reports');
select howdah.enqueue('export', '{"n": 3}', 'exports');
update howdah_internal.jobs set attempt = 8, crash_count = 2;
select howdah_internal.bury_jobs(array(select id from howdah_internal.jobs where lane = 'reports'), 'bad_request', 'x');
select howdah_internal.bury_jobs(array(select id from howdah_internal.jobs where lane = 'exports'), 'timeout', 'x');

select is(howdah.retry_dead_jobs(error_code => 'content_filter'), 0, 'no dead job of that kind is no error');
select is(howdah.retry_dead_jobs(kind => 'export', lane => 'reports'), 1, 'filters narrow together');
select is((select (attempt, crash_count, failed_at)::text from howdah_internal.jobs where state = 'ready'), '(0,0,)',
  'a job that is retried starts with a clean count');
select howdah.enqueue('report', '{"newer": true}', 'reports', dedup_key => 'k');
select is(howdah.retry_dead_jobs(max_jobs => 10), 1,
  'no filter is all, but a job with a ready twin does not come back');
select is_empty($$select from howdah_internal.jobs where state = 'dead'$$, 'it is not dead any more either');
set local role howdah_admin;
select lives_ok('select howdah.retry_dead_jobs()', 'an admin may retry');
set local role howdah_worker;
select throws_ok('select howdah.retry_dead_jobs()', '42501', null, 'a worker may not');
set local role howdah_app;
select throws_ok('select howdah.retry_dead_jobs()', '42501', null, 'nor may the application');
select * from finish();
rollback;
