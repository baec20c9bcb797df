begin;
select plan(7);
select howdah_test.set_time('2026-03-01 12:00Z');
create temp table v as select version, breaking_version from howdah.schema_version();
grant select on v to public;
set local role howdah_worker;
select howdah.register_worker('w', '0.1.0', version, '{local}') from v;
reset role;
select howdah_test.set_time('2026-03-01 12:01Z');
select howdah.register_worker('w', '0.1.1', version, '{local,openai}', '{bulk}') from v;
select is((select count(*) from howdah_internal.workers), 1::bigint, 'a worker registers again under its name');
select is((select (version, providers, idle_classes)::text from howdah_internal.workers),
  '(0.1.1,"{local,openai}",{bulk})', 'what it can is up to date');
select is((select (started_at, seen_at) from howdah_internal.workers), ('2026-03-01 12:00Z'::timestamptz,
  '2026-03-01 12:01Z'::timestamptz),
  'when it was seen last too');
select throws_ok($$select howdah.register_worker('w', '9', (select version + 1 from v), '{}')$$, 'PT409', null,
  'a worker newer than the schema is refused');
select throws_ok($$select howdah.register_worker('w', '0', (select breaking_version - 1 from v), '{}')$$, 'PT409', null,
  'a worker too old for the schema is refused');
set local role howdah_worker;
select lives_ok($$select howdah.register_worker('w', '1', (select version from v), '{}')$$, 'a worker may register');
set local role howdah_app;
select throws_ok($$select howdah.register_worker('w', '1', 1, '{}')$$, '42501', null, 'the application may not');
select * from finish();
rollback;
