begin;
select plan(4);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 3);
select count(*) from howdah.claim_jobs('w', '{reports}', 1);
select howdah.enqueue('report', '{}', 'reports', run_after => '2026-03-01 13:00Z');
select howdah_internal.bury_jobs(array(select max(id) from howdah_internal.jobs
  where run_after < '2026-03-01 13:00Z'), 'bad_request', 'x');
select howdah_test.set_time('2026-03-01 12:10Z');
select howdah.pause_lane('reports', '2026-03-01 12:15Z');

select is(
  (select (ready_count, delayed_count, running_count, dead_count, oldest_seconds)::text from howdah.queue_health),
  '(1,1,1,1,600.000)', 'a lane shows what is ready, delayed, running and dead, and the age of the oldest that waits'
);
select is((select pause_reason from howdah.queue_health), 'paused by hand', 'and why it is paused');
select howdah_test.set_time('2026-03-01 12:20Z');
select is((select (paused_until, pause_reason)::text from howdah.queue_health), '(,)',
  'a pause that is over is not shown');
set local role howdah_app;
select throws_ok('select * from howdah.queue_health', '42501', null, 'the application does not see it');
select * from finish();
rollback;
