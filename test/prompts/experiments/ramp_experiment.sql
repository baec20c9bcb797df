begin;
select plan(18);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two', 'three']) as text;
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
select throws_ok(
  $$select howdah.ramp_experiment('support', '{"1": 1, "2": 1}')$$, 'PT404',
    'no experiment is running under this label',
  'there is none to ramp'
);
select isnt(howdah.start_experiment('support', '{"1": 90, "2": 10}'), null, 'an experiment at 90 to 10');
create temp table before as
  select n::text as unit_id, howdah.assign_prompt_version('support', n::text) as version
    from generate_series(1, 2000) as n;
select is(howdah.ramp_experiment('support', '{"1": 80, "2": 20}'), 2, 'is ramped to 80 to 20');
select results_eq(
  'select phase, version, weight from howdah.experiment_variants order by phase, version',
  'values (1, 1, 9000), (1, 2, 1000), (2, 1, 8000), (2, 2, 2000)', 'both phases stay written down'
);
select is_empty(
  $$select unit_id from before where version = 2 and howdah.assign_prompt_version('support', unit_id) != 2$$,
  'nobody leaves the version that grows'
);
select cmp_ok(
  (select count(*) from before where howdah.assign_prompt_version('support', unit_id) = 2), '>',
  (select count(*) from before where version = 2), 'and some join it'
);
select is(howdah.ramp_experiment('support', '{"1": 8, "2": 2}'), 2, 'the same weights again change nothing');
select is(howdah.ramp_experiment('support', '{"1": 1, "2": 0}'), 3, 'a version may be taken out');
select is_empty(
  $$select unit_id from before where howdah.assign_prompt_version('support', unit_id) != 1$$, 'then nobody gets it'
);
select throws_ok(
  $$select howdah.ramp_experiment('support', '{"1": 1, "3": 1}')$$, '22023',
  'the weights are not those of the experiment''s versions', 'no version is put in another''s place'
);
select throws_ok($$select howdah.ramp_experiment('support', '{"1": 1}')$$, '22023', null, 'nor left out');
select throws_ok($$select howdah.ramp_experiment('support', null)$$, '22004', null, 'weights are required');
select throws_ok(
  $$select howdah.ramp_experiment(null, '{"1": 1, "2": 1}')$$, '22004', null, 'so is a prompt'
);

select is(howdah.stop_experiment('support'), 1, 'one with three versions');
create temp table third as select howdah.start_experiment('support', '{"1": 50, "2": 10, "3": 40}') as id;
create temp table among_three as
  select unit_id, howdah.assign_prompt_version('support', unit_id) as version from before;
select is(howdah.ramp_experiment('support', '{"1": 60, "2": 20, "3": 20}'), 2, 'where two grow into the third');
select is_empty(
  $$select unit_id from among_three where version < 3 and howdah.assign_prompt_version('support', unit_id) != version$$,
  'nobody leaves either of them'
);

set local role howdah_admin;
select is(howdah.ramp_experiment('support', '{"1": 1, "2": 1, "3": 1}'), 3, 'an administrator may');
set local role howdah_app;
select throws_ok(
  $$select howdah.ramp_experiment('support', '{"1": 1, "2": 1}')$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
