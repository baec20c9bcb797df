begin;
select plan(11);
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 3);
create temp table a as select array_agg(job_id) as ids, max(token) as token from howdah.claim_jobs('w', '{reports}');
select is(howdah.complete_jobs(ids, token - 1), 0, 'another token finishes nothing') from a;
select is(howdah.complete_jobs(ids, token), 3, 'the claim finishes all') from a;
select is(howdah.complete_jobs(ids, token), 0, 'once') from a;
select is((select count(*) from howdah_internal.jobs_done where outcome = 'done'), 3::bigint, 'they are in jobs_done');

select howdah.enqueue('report', '{}', 'reports');
create temp table first as select job_id, token from howdah.claim_jobs('w1', '{reports}');
update howdah_internal.jobs set lease_until = '2000-01-01';
select howdah.reap_jobs();
create temp table second as select job_id, token from howdah.claim_jobs('w2', '{reports}');
select is(howdah.complete_jobs(array[job_id], token), 0, 'a worker that lost its lease completes nothing') from first;
select is((select state from howdah_internal.jobs), 'running', 'and the job stays with the one who has it now');
select is(howdah.complete_jobs(array[job_id], token), 1, 'the latest token completes the job') from second;

select throws_ok('select howdah.complete_jobs(null, 1)', '22004', null, 'missing ids are refused');
select throws_ok('select howdah.complete_jobs(''{1}'', null)', '22004', null, 'so is a missing token');
set local role howdah_worker;
select lives_ok('select howdah.complete_jobs(''{1}'', 1)', 'a worker may complete');
set local role howdah_app;
select throws_ok('select howdah.complete_jobs(''{1}'', 1)', '42501', null, 'the application may not');
select * from finish();
rollback;
