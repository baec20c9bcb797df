begin;
select plan(6);

select howdah.activate_prompt('support', howdah.create_prompt_version('support', 'one'));
select howdah.create_prompt_version('support', 'two');
create temp table started as select howdah.start_experiment('support', '{"1": 1, "2": 1}', 'conversation') as id;
insert into howdah.conversations (prompt) select 'support' from generate_series(1, 3);
insert into howdah.messages (conversation_id, seq, role, prompt_version_id, experiment_id)
select c.id, 1, 'assistant', v.id, s.id
  from started as s, howdah.conversations as c, howdah.prompt_versions as v
 where v.prompt = 'support' and v.version = 2;
select results_eq(
  $$select s.* from started, howdah_internal.experiment_scores('default', id, 2) as s$$,
    'values (0::bigint, 0::bigint, null::float8)',
  'without feedback there is none'
);
insert into howdah.feedback (message_id, rater, score)
select id, 'ann', (array[1, -1, 0])[row_number() over (order by id)] from howdah.messages where role = 'assistant';
select results_eq(
  $$select s.* from started, howdah_internal.experiment_scores('default', id, 2) as s$$,
    'values (3::bigint, 1::bigint, 0::float8)',
  'units with a score, those above 0, and their mean'
);
select results_eq(
  $$select s.* from started, howdah_internal.experiment_scores('default', id, 1) as s$$,
    'values (0::bigint, 0::bigint, null::float8)',
  'each version for itself'
);
insert into howdah.feedback (message_id, rater_kind, rater, score) select id, 'judge', 'j',
  1 from howdah.messages where role = 'assistant';
select results_eq(
  $$select s.* from started, howdah_internal.experiment_scores('default', id, 2) as s$$,
    'values (3::bigint, 1::bigint, 0::float8)',
  'what a judge says is no vote of users'
);
update howdah.experiments set scored_by = 'judge';
select results_eq(
  $$select s.* from started, howdah_internal.experiment_scores('default', id, 2) as s$$,
    'values (3::bigint, 3::bigint, 1::float8)',
  'unless the experiment is judged by judges'
);
set local role howdah_app;
select throws_ok($$select * from howdah_internal.experiment_scores('default', 1, 1)$$, '42501', null,
  'an application may not ask');

select * from finish();
rollback;
