begin;
select plan(6);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.act_as(null);
select is((howdah_internal.message_of_job(job_id, token + 1)).id, null, 'another token gets no message') from claimed;
select is(howdah.current_user_id(), null, 'and nobody is acted for');
select is((howdah_internal.message_of_job(job_id, token)).id, a.id, 'the latest claim gets its message') from claimed,
  a;
select is(howdah.current_tenant() || ' ' || howdah.current_user_id(), 'acme ann', 'and acts for the one who asked');
set local role howdah_worker;
select throws_ok('select howdah_internal.message_of_job(1, 1)', '42501', null, 'a worker may not read it itself');
set local role howdah_app;
select throws_ok('select howdah_internal.message_of_job(1, 1)', '42501', null, 'nor may the application');
select * from finish();
rollback;
