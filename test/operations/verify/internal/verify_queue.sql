begin;
select plan(3);
select howdah.enqueue('report', lane => 'reports') is not null as enqueued;
select is_empty('select * from howdah_internal.verify_queue()', 'a job that claims find');
update howdah_internal.jobs set run_after = howdah.clock() - interval '1 hour',
  created_at = howdah.clock() - interval '1 hour';
select results_eq('select check_name, object, detail from howdah_internal.verify_queue()',
  $$values ('ready_job_is_found', 'lane reports of tenant default', '1 jobs lie before the place where claims begin')$$,
  'one that they do not find');
select howdah_internal.scan_lanes() > 0 as scanned;
select is_empty('select * from howdah_internal.verify_queue()', 'the advice helps');
select * from finish();
rollback;
