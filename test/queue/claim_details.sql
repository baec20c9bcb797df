begin;
select plan(7);
select howdah.act_as('ann');
select howdah.create_collection('docs');
select howdah.enqueue('report', '{}', 'reports');
select howdah.send_message(howdah.start_conversation(collection => null), 'No sources?');
select howdah.send_message(howdah.start_conversation(collection => 'docs'), 'How long?');
create temp table details as
  select howdah.job_content(j) as content, howdah.claim_details(j) as d from howdah.jobs as j;

select is((select d from details where content is null), '{}', 'a job of your own has no details');
select is((select d ->> 'provider' || '/' || (d ->> 'model') from details where content = 'How long?'), 'local/local-chat',
  'a question names its model');
select is((select d #>> '{embed,model}' from details where content = 'How long?'), 'local-embedding',
  'and how it is embedded for the collection');
select is((select d -> 'embed' from details where content = 'No sources?'), null, 'without a collection nothing is embedded');
insert into howdah.query_embeddings (model_id, query_hash, embedding)
values (howdah.default_model('embedding'), howdah.query_hash('How long?'), array_fill(0.1::real, array[384])::halfvec);
select is((select howdah.claim_details(j) -> 'embed' from howdah.jobs as j where howdah.job_content(j) = 'How long?'), null,
  'nor is a question whose vector is known');
set local role howdah_worker;
select throws_ok('select howdah.claim_details(null)', '42501', null, 'a worker may not ask past claim_jobs');
set local role howdah_app;
select throws_ok('select howdah.claim_details(null)', '42501', null, 'nor may the application');
select * from finish();
rollback;
