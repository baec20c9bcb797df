begin;
select plan(3);
select howdah.enqueue('report', '{"secret": 1}', 'reports') from generate_series(1, 2);
select howdah_internal.bury_jobs(array(select min(id) from howdah_internal.jobs), 'bad_request', 'no such report');
select is((select (kind, lane, error_code, error_message)::text from howdah.dead_jobs),
  '(report,reports,bad_request,"no such report")',
  'a job that was given up is shown with the reason');
select hasnt_column('howdah', 'dead_jobs', 'payload', 'its payload is not shown');
set local role howdah_app;
select throws_ok('select * from howdah.dead_jobs', '42501', null, 'the application does not see it');
select * from finish();
rollback;
