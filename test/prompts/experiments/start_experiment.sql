begin;
select plan(23);

create temp table made as
  select howdah.create_prompt_version('support', text) as version
    from unnest(array['one', 'two', 'three {{tone}}']) as text;
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 1}')$$, 'PT404',
  'no version of the prompt is active under this label', 'a label that answers nothing cannot be split'
);
create temp table activated as select howdah.activate_prompt('support', 2) as version_before;
select isnt(howdah.start_experiment('support', '{"3": 1, "2": 9}'), null, 'an experiment is started');
select results_eq(
  'select prompt, label, unit, status, phase, control_version from howdah.experiments',
  $$values ('support', 'production', 'user', 'running', 1, 2)$$, 'the active version is the control'
);
select results_eq(
  'select version, weight, buckets::text from howdah.experiment_variants order by version',
  $$values (2, 9000, '{[0,9000)}'), (3, 1000, '{[9000,10000)}')$$, 'the weights are ten-thousandths that tile'
);
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 1}')$$, 'PT409',
  'an experiment is already running under this label', 'one runs at a time'
);
select throws_ok(
  $$select howdah.activate_prompt('support', 1)$$, 'PT409', 'an experiment is running under this label',
  'its label does not move meanwhile'
);
select throws_ok($$select howdah.rollback_prompt('support')$$, 'PT409', null, 'nor back');
select is(howdah.activate_prompt('support', 1, 'staging'), null, 'another label does');
select isnt(
  howdah.start_experiment('support', '{"2": 1, "3": 1}', 'conversation', 'staging'), null, 'and may have its own'
);
select is(
  (select control_version from howdah.experiments where label = 'staging'), 2,
  'where the active version takes no part, the lowest is the control'
);
select is(
  (select count(distinct salt) from howdah.experiments), 2::bigint, 'each has a salt of its own'
);

select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "9": 1}', label => 'production')$$, 'PT409', null,
  'it is refused before its versions are looked at'
);
select is(howdah.stop_experiment('support', label => 'staging'), 1, 'a stopped one');
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "9": 1}', label => 'staging')$$, 'PT404',
  'there is no such version of the prompt', 'makes room; an unknown version is refused'
);
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 0}', label => 'staging')$$, '22023', null,
  'a version without traffic is refused'
);
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 1}', 'session', 'staging')$$, '22023', null,
  'an unknown unit is refused'
);
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 1}', label => 'staging', scored_by => 'anybody')$$,
    '22023', null,
  'so is a source of scores that is not known'
);
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 1}', label => 'staging', scored_by => '')$$, '22023',
    null,
  'it has to be one of them'
);
select throws_ok($$select howdah.start_experiment('support', null)$$, '22004', null, 'weights are required');
select throws_ok($$select howdah.start_experiment(null, '{"1": 1, "2": 1}')$$, '22004', null, 'so is a prompt');
select howdah.act_as('ann', 'acme') as me;
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 1}')$$, 'PT404', null,
    'another tenant''s prompt is unknown here'
);

set local role howdah_admin;
select howdah.act_as('ann') as me;
select isnt(
  howdah.start_experiment('support', '{"1": 1, "2": 1}', label => 'staging'), null, 'an administrator may'
);
set local role howdah_app;
select throws_ok(
  $$select howdah.start_experiment('support', '{"1": 1, "2": 1}')$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
