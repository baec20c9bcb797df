begin;
select plan(7);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.enqueue('report', '{}', 'reports');
create temp table claimed as select job_id, token from howdah.claim_jobs('w', '{reports}');
select howdah_test.set_time('2026-03-01 12:00:50Z');

select results_eq(
  'select howdah.heartbeat(array[job_id, -1], token) from claimed', 'select job_id from claimed',
  'the ids that are still yours come back'
);
select is((select lease_until from howdah_internal.jobs), '2026-03-01 12:01:50Z', 'and their lease begins anew');
select is_empty('select howdah.heartbeat(array[job_id], token - 1) from claimed', 'another token extends nothing');

select howdah.act_as('ann', 'acme');
create temp table asked as
  select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as message_id;
create temp table question as select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.cancel_message(message_id) from asked;
select is_empty('select howdah.heartbeat(array[job_id], token) from question',
  'a cancelled question is nobody''s to answer');
set local role howdah_worker;
select lives_ok($$select howdah.heartbeat('{1}', 1)$$, 'a worker may');
reset role;
grant select on claimed to public;
set local role howdah_app;
select is_empty('select howdah.heartbeat(array[job_id], token) from claimed',
  'the application may not extend what is not its own call');
set local role howdah_analyst;
select throws_ok($$select howdah.heartbeat('{1}', 1)$$, '42501', null, 'an analyst may not');
select * from finish();
rollback;
