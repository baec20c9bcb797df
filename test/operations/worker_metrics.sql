begin;
select plan(4);
select howdah.enqueue('report', '{}', 'reports') from generate_series(1, 3);
select howdah.pause_lane('reports');
set local role howdah_worker;
select is((select value from howdah.worker_metrics() where name = 'howdah_jobs'
  and labels = '{"lane": "reports", "state": "ready"}'),
  3::double precision, 'jobs by lane and state');
select is((select value from howdah.worker_metrics() where name = 'howdah_lane_paused'
  and labels ->> 'lane' = 'reports'),
  1::double precision, 'a paused lane shows');
select is((select bool_and(help != '' and type in ('gauge', 'counter')) from howdah.worker_metrics()), true,
  'each says what it is');
set local role howdah_app;
select throws_ok('select * from howdah.worker_metrics()', '42501', null, 'the application may not');
select * from finish();
rollback;
