begin;
select plan(6);
select howdah.enqueue('x', '{}', 'tenant-' || g) from generate_series(1, 500) as g;
select howdah.enqueue('x', '{}', 'tenant-7');
select howdah_internal.model_lane(id, 'bulk') from howdah.models where name = 'local-embedding';
select cmp_ok((select count(*) from howdah.worker_metrics()), '<', 120::bigint,
  'anybody may name a lane: few are shown');
select is((select sum(value) from howdah.worker_metrics() where name = 'howdah_jobs'), 501::double precision,
  'all jobs are counted');
select is((select value from howdah.worker_metrics() where name = 'howdah_jobs'
  and labels ->> 'lane' = 'tenant-7'), 2::double precision, 'the fullest by name');
select is((select value from howdah.worker_metrics() where name = 'howdah_jobs'
  and labels ->> 'lane' = 'others' and labels ->> 'state' = 'ready'), 480::double precision, 'the others together');
select is((select value from howdah.worker_metrics() where name = 'howdah_jobs'
  and labels = '{"lane": "local/local-embedding/bulk", "state": "ready"}'), 0::double precision,
  'a lane of a model that is empty is 0, not gone');
select ok((select bool_and(help ~ 'max\(\), not sum') from howdah.worker_metrics()),
  'each says that every worker shows the same');
select * from finish();
rollback;
