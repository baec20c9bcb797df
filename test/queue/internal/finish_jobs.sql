begin;
select plan(6);
create temp table ids as select n, howdah.enqueue('report', '{"secret": 1}', 'reports') as id
  from generate_series(1, 3) as n;
create temp table claimed as select job_id, token from howdah.claim_jobs('w', '{reports}', 2);

select is(
  howdah_internal.finish_jobs(array(select id from ids), (select max(token) from claimed), 'done'),
  array(select job_id from claimed order by 1), 'only jobs that carry the token are finished'
);
select is((select count(*) from howdah_internal.jobs_done where outcome = 'done'), 2::bigint, 'they move to jobs_done');
select is(howdah_internal.finish_jobs(array(select id from ids where n = 3), null, 'cancelled'), array(select id
  from ids where n = 3),
  'a ready job has no token, and null finishes it');
select throws_ok(
  $$select howdah_internal.finish_jobs(array[howdah.enqueue('report')], null, 'lost')$$, '23514', null,
    'an unknown outcome is refused'
);
set local role howdah_worker;
select throws_ok($$select howdah_internal.finish_jobs('{1}', 1, 'done')$$, '42501', null,
  'a worker may not finish past complete_jobs');
set local role howdah_app;
select throws_ok($$select howdah_internal.finish_jobs('{1}', 1, 'done')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
