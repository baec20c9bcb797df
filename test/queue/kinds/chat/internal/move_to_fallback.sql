begin;
select plan(12);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'small', 'chat');
select howdah.register_model('stub', 'large', 'chat', fallback => 'stub/small');
select howdah.set_setting('default_chat_model', 'stub/large');
select howdah.act_as('ann');
create temp table c as select howdah.start_conversation(collection => null) as id;
create temp table a as select howdah.send_message(id, 'One') as id from c;
create temp table claim as select * from howdah.claim_jobs('w', '{stub/large/interactive}');
select is(howdah.fail_jobs(array[job_id], token, 'rate_limited', 'slow down', 429, 60000), 'moved',
  'a rate limit moves a question to the fallback') from claim;
select is((select (lane, state, attempt, payload ->> 'moved_from' is not null)::text from howdah_internal.jobs),
  '(stub/small/interactive,ready,0,t)', 'its job waits in the other lane');
select is((select o.name from howdah.messages as m join a using (id) join howdah.models as o on o.id = m.model_id),
  'small',
  'the message has the other model');
create temp table b as select howdah.send_message(id, 'Two') as id from c;
select is((select count(*) from howdah_internal.jobs where lane = 'stub/small/interactive'), 2::bigint,
  'a question asked during the pause goes there at once');
create temp table claim2 as select * from howdah.claim_jobs('w', '{stub/small/interactive}');
select is(howdah.fail_jobs(array[job_id], token, 'rate_limited', 'slow down', 429, 1000), 'paused',
  'nobody moves twice')
  from claim2;
select howdah.resume_lane('stub/large/interactive');
select howdah.send_message(id, 'Three') from c;
select is((select count(*) from howdah_internal.jobs where lane = 'stub/large/interactive'), 1::bigint,
  'a lane that goes on takes questions');
select howdah.pause_lane('stub/large/interactive');
select is((select count(*) from howdah_internal.jobs where lane = 'stub/large/interactive'), 1::bigint,
  'a fallback that is paused itself takes none');
select howdah.resume_lane('stub/small/interactive');
select howdah.pause_lane('stub/large/interactive');
select is((select count(*) from howdah_internal.jobs where lane = 'stub/small/interactive'), 3::bigint,
  'else a pause moves those that wait');

select howdah.resume_lane('stub/large/interactive');
create temp table d as select howdah.send_message(id, 'Four') as id from c;
create temp table claim3 as select * from howdah.claim_jobs('w', '{stub/large/interactive}');
select is(howdah.fail_jobs(array[job_id], token, 'provider_error', 'no', 503), 'retry',
  'one failure is tried again') from claim3;
update howdah_internal.jobs set run_after = howdah.clock() where lane = 'stub/large/interactive';
update howdah_internal.queue_heads set run_after = '-infinity';
create temp table claim4 as select * from howdah.claim_jobs('w', '{stub/large/interactive}');
select is(howdah.fail_jobs(array[job_id], token, 'provider_error', 'no', 503), 'moved',
  'the second moves it') from claim4;
select is((select paused_until from howdah.lanes where name = 'stub/large/interactive'), null, 'without a pause');
set local role howdah_worker;
select throws_ok($$select howdah_internal.move_to_fallback('{1}')$$, '42501', null,
  'only fail_jobs and pause_lane move');
select * from finish();
rollback;
