begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'Hi') as id;
select howdah.pause_lane('local/local-chat/interactive');
select howdah.enqueue('report', '{}', 'reports', deadline => '2026-03-01 12:05Z');
select is(howdah_internal.expire_jobs(), 0, 'nothing is late yet');
select howdah_test.set_time('2026-03-01 12:02:01Z');
select is(howdah_internal.expire_jobs(), 1, 'a question past its deadline is given up, also in a paused lane');
select is((select (status, error_code)::text from howdah.messages join a using (id)), '(expired,expired)',
  'and says so');
select is((select count(*) from howdah_internal.jobs where kind = 'chat'), 0::bigint, 'its job is gone');
select is((select state from howdah_internal.jobs where kind = 'report'), 'ready', 'others wait on');
select howdah_internal.add_job('embed_query', '{"query": "late"}',
  howdah_internal.model_lane(howdah_internal.default_model('embedding'), 'interactive'),
  deadline => '2026-03-01 12:04Z');
select howdah_test.set_time('2026-03-01 12:06Z');
select is(howdah_internal.expire_jobs(), 2, 'a query and a report past their deadlines');
select results_eq('select kind, state from howdah_internal.jobs', $$values ('report', 'dead')$$,
  'nobody waits for the query any more');
select howdah.retry_dead_jobs();
select is(howdah_internal.expire_jobs(), 0, 'what is wanted in spite of its deadline has none any more');
set local role howdah_app;
select throws_ok('select howdah_internal.expire_jobs()', '42501', null, 'the application may not');
select * from finish();
rollback;
