begin;
select plan(8);
select howdah.enqueue('report', '{}', 'reports');
create temp table first as select job_id, token from howdah.claim_jobs('w1', '{reports}');
update howdah.jobs set lease_until = '2000-01-01';
select howdah.reap_jobs();
create temp table second as select job_id, token from howdah.claim_jobs('w2', '{reports}');

select is(howdah.complete_job(job_id, token), false, 'a worker that lost its lease completes nothing') from first;
select is((select state from howdah.jobs), 'running', 'and the job stays with the one who has it now');
select is(howdah.complete_job(job_id, token), true, 'the latest token completes the job') from second;
select is((select outcome from howdah.jobs_done), 'done', 'a finished job is kept in jobs_done');
select is(howdah.complete_job(job_id, token), false, 'completing again changes nothing') from second;

select throws_ok($$select howdah.complete_job(1, null)$$, '22004', null, 'a call without a token is refused');
set local role howdah_worker;
select lives_ok($$select howdah.complete_job(1, 1)$$, 'a worker may complete');
set local role howdah_app;
select throws_ok($$select howdah.complete_job(1, 1)$$, '42501', null, 'the application may not');
select * from finish();
rollback;
