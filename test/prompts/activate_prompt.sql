begin;
select plan(17);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;

select is(howdah.activate_prompt('support', 1), null, 'at first there was no version before');
select is(
  howdah.activate_prompt('support', 2, reason => 'better'), 1, 'the version before comes back'
);
select is(howdah.activate_prompt('support', 2), 2, 'the active version again changes nothing');
select results_eq(
  'select from_version, to_version, reason from howdah.prompt_label_history where prompt = ''support'' order by id',
  $$values (null, 1, null), (1, 2, 'better')$$, 'every move is in the history, and only moves'
);
select is(howdah.activate_prompt('support', 1, 'staging'), null, 'another label moves for itself');
select results_eq(
  'select label, version from howdah.prompt_labels where prompt = ''support'' order by label',
  $$values ('production', 2), ('staging', 1)$$, 'labels point to their versions'
);
select is(
  howdah.activate_prompt('support', 1, expected_version => 2), 2,
  'it moves from the expected version'
);
select throws_ok(
  $$select howdah.activate_prompt('support', 2, expected_version => 2)$$, 'PT409',
  'the label points to version 1, not to the expected one', 'but not when somebody else has moved it'
);

select throws_ok(
  $$select howdah.activate_prompt('support', 2, 'fresh', 1)$$, 'PT409',
  'the label points to version none, not to the expected one', 'a label that is not there has no version'
);
select is(howdah.activate_prompt('support', 2, 'fresh', 0), null,
  'expected_version 0 is for a label that is not there');
select throws_ok(
  $$select howdah.activate_prompt('support', 2, reason => repeat('x', 10001))$$, '22001', null, 'a reason has an end'
);
select throws_ok(
  $$select howdah.activate_prompt('support', null)$$, '22004', null, 'a version is required'
);
select throws_ok(
  $$select howdah.activate_prompt('support', 9)$$, 'PT404', null, 'an unknown version is refused'
);
select throws_ok(
  $$select howdah.activate_prompt('support', 1, 'Pro Duction')$$, '22023', null,
  'a label is a plain word'
);
select howdah.act_as('ann', 'acme') as me;
select throws_ok(
  $$select howdah.activate_prompt('support', 1)$$, 'PT404', null,
  'another tenant''s version is unknown here'
);

set local role howdah_admin;
select howdah.act_as('ann') as me;
select is(howdah.activate_prompt('support', 2), 1, 'an administrator may activate');
set local role howdah_app;
select throws_ok(
  $$select howdah.activate_prompt('support', 1)$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
