begin;
select plan(9);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two']) as text;

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
select is(howdah.rollback_prompt('support'), 2, 'going back again takes the last move back');
select throws_ok($$select howdah.rollback_prompt(null)$$, '22004', null, 'a prompt is required');

set local role howdah_app;
select throws_ok(
  $$select howdah.rollback_prompt('support')$$, '42501', null, 'an application may not'
);

select * from finish();
rollback;
