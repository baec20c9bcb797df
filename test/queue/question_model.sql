begin;
select plan(9);
select howdah.act_as('ann');
select howdah.create_collection('docs');
select howdah.enqueue('report', '{}', 'reports');
select howdah.send_message(howdah.start_conversation(collection => null), 'No sources?');
select howdah.send_message(howdah.start_conversation(collection => 'docs'), 'How long?');
create temp table models as
  select howdah.job_content(j) as content, howdah.question_model(j) as model from howdah.jobs as j;

select is((select model from models where content is null), null, 'a job of your own has no question');
select is((select model ->> 'model' from models where content = 'How long?'), 'local-embedding',
  'a question is embedded for its collection');
select is((select model from models where content = 'No sources?'), null, 'without a collection nothing is embedded');
-- A cent for a token; nothing may be spent.
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.set_budget('user', 0);
select is((select howdah.question_model(j) from howdah.jobs as j where howdah.job_content(j) = 'How long?'), null,
  'nor past a hard budget');
select howdah.set_budget('user', 1000000);
select isnt((select howdah.question_model(j) from howdah.jobs as j where howdah.job_content(j) = 'How long?'), null,
  'but within it');
update howdah.messages set status = 'cancelled' where role = 'assistant';
select is((select howdah.question_model(j) from howdah.jobs as j where howdah.job_content(j) = 'How long?'), null,
  'nor for an answer that was cancelled');
update howdah.messages set status = 'pending' where role = 'assistant';
insert into howdah.query_embeddings (model_id, query_hash, embedding)
values (howdah.default_model('embedding'), howdah.query_hash('How long?'), array_fill(0.1::real, array[384])::halfvec);
select is((select howdah.question_model(j) from howdah.jobs as j where howdah.job_content(j) = 'How long?'), null,
  'nor is a question whose vector is known');
set local role howdah_worker;
select throws_ok('select howdah.question_model(null)', '42501', null, 'a worker may not ask past claim_jobs');
set local role howdah_app;
select throws_ok('select howdah.question_model(null)', '42501', null, 'nor may the application');
select * from finish();
rollback;
