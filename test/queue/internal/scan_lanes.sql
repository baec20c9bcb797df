begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.enqueue('report', '{}', 'reports', priority => n) from generate_series(1, 3) as n;
select is((select count(*) from howdah_internal.queue_heads), 3::bigint, 'a head for each priority');
select is(howdah_internal.scan_lanes('reports'), 0, 'heads that are right stay');
-- As after a transaction that enqueued long ago and commits only now.
update howdah_internal.queue_heads set run_after = '2026-03-01 12:00:30Z' where priority = 1;
delete from howdah_internal.queue_heads where priority = 2;
select howdah_test.set_time('2026-03-01 12:00:31Z');
update howdah.lanes set scanned_at = howdah.clock();
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 10)), 1::bigint, 'a claim begins at the heads');
select is(howdah_internal.scan_lanes('reports'), 2, 'the scan finds what lies below');
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 10)), 2::bigint, 'and it is claimed then');
select howdah.enqueue('report', '{}', 'reports');
update howdah_internal.queue_heads set run_after = '2026-03-01 13:00Z';
select is((select count(*) from howdah.claim_jobs('w', '{reports}', 10)), 1::bigint,
  'a head ahead of the clock is ignored');
select howdah_test.set_time('2026-03-01 12:01:00Z');
select howdah.claim_jobs('w', '{reports}', 10);
select is((select count(*) from howdah_internal.queue_heads), 0::bigint, 'a head without jobs goes after a while');
set local role howdah_worker;
select throws_ok($$select howdah_internal.scan_lanes('reports')$$, '42501', null, 'a worker may not');
select * from finish();
rollback;
