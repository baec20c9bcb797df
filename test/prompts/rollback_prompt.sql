begin;
select plan(18);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two', 'three']) as text;

select throws_ok(
  $$select howdah.rollback_prompt('support')$$, 'PT404', null,
  'nothing was active, so there is no way back'
);
select is(howdah.activate_prompt('support', 1), null, 'version 1 is active');
select throws_ok(
  $$select howdah.rollback_prompt('support')$$, 'PT404', null,
  'the first version has none before it'
);
select is(howdah.activate_prompt('support', 2), 1, 'version 2 is active');
select is(howdah.rollback_prompt('support'), 1, 'it goes back to the version before');
select results_eq(
  'select from_version, to_version, reason from howdah.prompt_label_history order by id desc limit 1',
  $$values (2, 1, 'rollback')$$, 'and the history says so'
);
select throws_ok(
  $$select howdah.rollback_prompt('support')$$, 'PT404', null, 'further back there is none'
);
select is(howdah.activate_prompt('support', 3), 1, 'another version is tried');
select is(howdah.rollback_prompt('support', expected_version => 3, reason => 'worse'), 1, 'and taken back');
select is(howdah.activate_prompt('support', 2), 1, 'then two more');
select is(howdah.activate_prompt('support', 3), 2, 'one after the other');
select is(howdah.rollback_prompt('support'), 2, 'a rollback goes back one');
select is(howdah.rollback_prompt('support'), 1, 'a second one goes back one more');
select throws_ok(
  $$select howdah.rollback_prompt('support', expected_version => 3)$$, 'PT409',
  'the label points to version 1, not to the expected one', 'not when somebody was faster'
);
select throws_ok(
  $$select howdah.rollback_prompt('support', reason => repeat('x', 10001))$$, '22001', null, 'a reason has an end'
);
select is_empty('select * from howdah.verify()', 'the history is in order');
select throws_ok($$select howdah.rollback_prompt(null)$$, '22004', null, 'a prompt is required');

set local role howdah_app;
select throws_ok(
  $$select howdah.rollback_prompt('support')$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
