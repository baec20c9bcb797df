begin;
select plan(5);
select howdah.act_as('ann');
select howdah.enqueue('report', '{}', 'reports');
select howdah.add_job('embed_query', '{"query": "shipping"}', 'queries');
select howdah.send_message(howdah.start_conversation(collection => null), 'How long?');
create temp table texts as select j.kind, howdah.job_content(j) as content from howdah.jobs as j;

select is((select content from texts where kind = 'embed_query'), 'shipping', 'a query as it is');
select is((select content from texts where kind = 'chat'), 'How long?', 'a chat job works on the question');
select is((select content from texts where kind = 'report'), null, 'a job of your own has no text');
set local role howdah_worker;
select throws_ok('select howdah.job_content(null)', '42501', null, 'a worker may not read past claim_jobs');
set local role howdah_app;
select throws_ok('select howdah.job_content(null)', '42501', null, 'nor may the application');
select * from finish();
rollback;
