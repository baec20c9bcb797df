begin;
select plan(8);

delete from howdah_internal.workers;
select is(howdah.wait_reason(), null, 'when all is well there is no reason');
insert into howdah.lanes (name) values ('reports');
insert into howdah_internal.jobs (kind, lane, state, failed_at) values ('send', 'reports', 'dead', howdah.now());
select is(howdah.wait_reason(), null, 'a warning is none');
insert into howdah_internal.jobs (kind, lane, run_after) values ('send', 'reports', howdah.now() - interval '1 minute');
select is(howdah.wait_reason(), null, 'nor is a job of your own kind: its worker need not register');
insert into howdah.lanes (name, provider, paused_until, pause_reason)
values ('maker/m/bulk', 'maker', 'infinity', 'rate_limited'), ('maker/n/bulk', 'maker', null, null);
select is(howdah.wait_reason(), null, 'a rate limit goes on by itself');
update howdah.lanes set paused_until = null, pause_reason = null;
insert into howdah_internal.jobs (kind, lane, run_after)
  values ('send', 'maker/m/bulk', howdah.now() - interval '1 minute');
update howdah.lanes set paused_until = 'infinity', pause_reason = 'authentication' where name = 'maker/n/bulk';
select is(
  howdah.wait_reason('maker/m/bulk') ~ 'no worker' and howdah.wait_reason('maker/n/bulk') ~ 'authentication|no worker',
  true, 'a lane is not told the reason of another');
update howdah.lanes set paused_until = null, pause_reason = null;

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
