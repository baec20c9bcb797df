begin;
select plan(12);

delete from howdah_internal.workers;
select is_empty('select * from howdah.doctor()', 'when all is well it says nothing');
select howdah_test.set_time('2026-03-01 12:00+00') is null as noon;
insert into howdah.lanes (name, provider) values ('maker/m/bulk', 'maker');
insert into howdah_internal.jobs (kind, lane, created_at, run_after)
values ('send', 'maker/m/bulk', '2026-03-01 11:00+00', '2026-03-01 11:00+00');
select results_eq(
  'select severity, subject, since from howdah.doctor()',
  $$values ('error', 'worker', timestamptz '2026-03-01 11:00+00')$$, 'jobs without a worker are an error, with its age'
);
insert into howdah_internal.workers (name, version, schema_version, providers, seen_at)
values ('w', '0', 99, '{maker}', '2026-03-01 11:59:30+00');
select is_empty('select * from howdah.doctor()', 'a worker seen in the last minute is one');
update howdah_internal.workers set providers = '{}';
select results_eq(
  'select subject, advice from howdah.doctor()',
  $$values ('lane maker/m/bulk', 'give a worker HOWDAH_PROVIDER_MAKER_URL and _KEY')$$,
  'a provider that no worker can call is an error'
);
update howdah_internal.workers set providers = '{maker}', schema_version = 0;
select results_eq(
  'select severity, subject from howdah.doctor()', $$values ('warning', 'worker w')$$, 'an old worker is a warning'
);
update howdah_internal.workers set schema_version = 99;
update howdah.lanes set paused_until = 'infinity', pause_reason = 'authentication' where name = 'maker/m/bulk';
select results_eq(
  'select severity, finding from howdah.doctor()',
  $$values ('error', 'paused until infinity: authentication')$$, 'a paused lane is an error'
);
update howdah.lanes set pause_reason = 'rate_limited' where name = 'maker/m/bulk';
select results_eq('select severity from howdah.doctor()', array['warning'], 'a rate limit only a warning');
update howdah.lanes set paused_until = '2026-03-01 12:00+00' where name = 'maker/m/bulk';
select is_empty('select * from howdah.doctor()', 'until its pause ends');
update howdah_internal.jobs set state = 'dead', error_code = 'timeout', failed_at = howdah.now();
select results_eq(
  'select severity, finding from howdah.doctor()', $$values ('warning', '1 dead jobs: timeout')$$,
    'dead jobs are a warning'
);
update howdah_internal.jobs set state = 'ready', run_after = 'infinity';
create temp table versions as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
insert into howdah.experiment_exposures (experiment_id, unit_id, phase, version)
select id, n::text, 1, 1 from started, generate_series(1, 50) as n;
select results_eq(
  'select severity, subject from howdah.doctor()',
  $$select 'warning', format('experiment %s of prompt support', id) from started$$,
  'an experiment that loses the users of one version is a warning'
);

set local role howdah_admin;
select isnt_empty('select * from howdah.doctor()', 'an administrator may ask');
set local role howdah_app;
select throws_ok('select * from howdah.doctor()', '42501', null, 'an application may not');

select * from finish();
rollback;
