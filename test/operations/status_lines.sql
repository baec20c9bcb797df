begin;
select plan(10);

create temp view lines as select * from howdah.status_lines();
select matches(
  (select value from lines where name = 'server'), '^PostgreSQL \d', 'it names the server'
);
select is(
  (select value from lines where name = 'schema'), (select 'version ' || version from howdah.schema_version()),
  'the schema'
);
select is(
  (select value from lines where name = 'models'),
  'local/local-embedding for embeddings, local/local-chat for answers (local provider: no model configured)',
  'the models, and that none is configured'
);
select is(
  (select value from lines where name = 'documents'), '0 in 0 chunks', 'how much there is to search'
);
select is((select value from lines where name = 'calls today'), '0, 0 cents', 'what today cost');

select howdah_test.set_time('2026-03-01 12:00+00') is null as noon;
insert into howdah.llm_usage (call_id, created_at, kind, provider, model, cost_cents)
values
  (gen_random_uuid(), '2026-03-01 00:00+00', 'chat', 'p', 'm', 0.25),
  (gen_random_uuid(), '2026-03-01 01:00+00', 'chat', 'p', 'm', null),
  (gen_random_uuid(), '2026-02-28 23:59+00', 'chat', 'p', 'm', 9);
select is(
  (select value from lines where name = 'calls today'), '2, 0.25 cents and 1 without a known price',
  'today is the UTC day, and a missing price is said'
);

select howdah.enqueue('report', lane => 'reports');
select is((select value from lines where name = 'lane reports'), '1 ready, 0 delayed, 0 running, 0 dead',
  'every lane and what waits in it');
select howdah.pause_lane('reports', '2026-03-01 13:00+00', 'night');
select is((select value from lines where name = 'lane reports'),
  format('1 ready, 0 delayed, 0 running, 0 dead, paused until %s: night', timestamptz '2026-03-01 13:00+00'),
  'and until when it is paused');

set local role howdah_admin;
select isnt_empty('select * from howdah.status_lines()', 'an administrator may ask');
set local role howdah_app;
select throws_ok('select * from howdah.status_lines()', '42501', null, 'an application may not');

select * from finish();
rollback;
