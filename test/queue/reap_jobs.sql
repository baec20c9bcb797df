begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
create temp table ids as
  select n, howdah.enqueue('report', '{}', 'reports', dedup_key => 'k' || n) as id from generate_series(1, 5) as n;
select count(*) from howdah.claim_jobs('w', '{reports}');
select is(howdah.reap_jobs(), 0, 'a lease that runs is left alone');

select howdah.enqueue('report', '{"newer": true}', 'reports', dedup_key => 'k3');
select howdah_test.set_time('2026-03-01 12:01:01Z');
select is(howdah.reap_jobs(), 5, 'jobs whose lease ran out are taken back');
select is(
  (select count(*) from howdah_internal.jobs as j join ids as i using (id)
    where j.state = 'ready' and j.crash_count = 1),
  4::bigint, 'they are ready again with a crash counted, although one has a ready twin'
);
select is((select outcome from howdah_internal.jobs_done), 'stale', 'that one is merged into its twin');

select howdah_test.set_time('2026-03-01 12:02Z');
update howdah_internal.jobs set crash_count = 2 where id = (select id from ids where n = 1);
select count(*) from howdah.claim_jobs('w', '{reports}');
select howdah_test.set_time('2026-03-01 12:04Z');
select is(howdah.reap_jobs(), 5, 'the next crash is found too');
select is((select (state, error_code)::text from howdah_internal.jobs where id = (select id from ids where n = 1)),
  '(dead,crashed)',
  'a job that crashed three workers is dead');
select is((select count(*) from howdah_internal.jobs where state = 'dead'), 1::bigint, 'the others live on');
set local role howdah_worker;
select lives_ok($$select howdah.reap_jobs()$$, 'a worker may reap');
set local role howdah_app;
select throws_ok($$select howdah.reap_jobs()$$, '42501', null, 'the application may not');
select * from finish();
rollback;
