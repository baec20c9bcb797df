begin;
select plan(5);

delete from howdah.workers;
select is(howdah.wait_reason(), null, 'when all is well there is no reason');
insert into howdah.lanes (name) values ('reports');
insert into howdah.jobs (kind, lane, state, failed_at) values ('send', 'reports', 'dead', howdah.now());
select is(howdah.wait_reason(), null, 'a warning is none');
insert into howdah.jobs (kind, lane, run_after) values ('send', 'reports', howdah.now() - interval '1 minute');

set local role howdah_app;
select is(
  howdah.wait_reason(), 'jobs wait and no worker has been seen for a minute: start one with  howdah worker',
  'an application learns what is missing and what to do'
);
set local role howdah_worker;
select isnt(howdah.wait_reason(), null, 'so does a worker');
set local role howdah_analyst;
select throws_ok('select howdah.wait_reason()', '42501', null, 'an analyst may not ask');

select * from finish();
rollback;
