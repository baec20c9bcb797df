begin;
select plan(6);
select howdah_test.set_time('2026-03-01 12:00Z');
create temp table ids as
  select n, howdah.enqueue('report', '{}', 'reports', dedup_key => 'k' || n) as id from generate_series(1, 3) as n;
select count(*) from howdah.claim_jobs('w', '{reports}');
select howdah.enqueue('report', '{}', 'reports', dedup_key => 'k2');

select is(howdah_internal.requeue_jobs(array(select id from ids), '2026-03-01 11:00Z'), 2,
  'of three jobs the one with a ready twin does not come back');
select is((select array_agg(distinct run_after) from howdah_internal.jobs), array['2026-03-01 12:00Z'::timestamptz],
  'run_after never moves below the present');
select is((select (id, outcome) from howdah_internal.jobs_done), (select (id, 'stale'::text) from ids where n = 2),
  'the one with a twin is finished as stale');
select is(howdah_internal.requeue_jobs(null, now()), 0, 'no jobs are no error');
set local role howdah_worker;
select throws_ok($$select howdah_internal.requeue_jobs('{1}', now())$$, '42501', null, 'a worker may not call it');
set local role howdah_app;
select throws_ok($$select howdah_internal.requeue_jobs('{1}', now())$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
