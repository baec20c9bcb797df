begin;
select plan(14);

create temp table made as
  select howdah.create_prompt_version('support', text) as version from unnest(array['one', 'two', 'three']) as text;
create temp table activated as select howdah.activate_prompt('support', 1) as version_before;
select throws_ok($$select howdah.stop_experiment('support', 2)$$, 'PT404', null, 'there is none to stop');
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
select throws_ok(
  $$select howdah.stop_experiment('support', 3)$$, '22023', 'the winner is no version of the experiment',
  'who took no part does not win'
);
select is((select status from howdah.experiments), 'running', 'and it runs on');
select is(howdah.stop_experiment('support', 2), 2, 'it is stopped with a winner');
select results_eq(
  'select status, winner_version, stopped_at is not null from howdah.experiments', $$values ('stopped', 2, true)$$,
  'the winner is written down'
);
select is((select version from howdah.active_prompt('support')), 2, 'and answers from now on');
select is(
  (select reason from howdah.prompt_label_history order by id desc limit 1), format('won experiment %s', id),
  'the history says why'
) from started;
select isnt(howdah.start_experiment('support', '{"1": 1, "2": 1}'), null, 'another may be started');
select is(howdah.stop_experiment('support'), 2, 'and stopped without a winner: the label stays where it is');
select is(howdah.rollback_prompt('support'), 1, 'then it may be rolled back');
select throws_ok($$select howdah.stop_experiment(null)$$, '22004', null, 'a prompt is required');
select is_empty('select * from howdah.verify()', 'all is in order');

create temp table again as select howdah.start_experiment('support', '{"1": 1, "2": 1}') as id;
set local role howdah_admin;
select is(howdah.stop_experiment('support', winner => 1), 1, 'an administrator may');
set local role howdah_app;
select throws_ok($$select howdah.stop_experiment('support')$$, '42501', null, 'an application may not');

select * from finish();
rollback;
