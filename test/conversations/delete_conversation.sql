begin;
select plan(17);
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 100, "output": 200}]');
select howdah.set_budget('tenant', 1000000, 'month');
create temp table c as select howdah.start_conversation(collection => null) as id;
create temp table a as select howdah.send_message(id, 'How long?') as id from c;
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table step as select howdah.next_step(job_id, token) as s from claimed;
select howdah.send_message(id, 'And then?') from c;
select howdah.regenerate(id) from a;
select howdah.give_feedback(id, 1) from a;
grant select on a, c, claimed, step to public;
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.delete_conversation(id) from c', 'PT404', null, 'another user does not find it');
select howdah.act_as('ann', 'acme');
select lives_ok('select howdah.delete_conversation(id) from c', 'its user deletes it');
select throws_ok('select howdah.delete_conversation(id) from c', 'PT404', null, 'once');
reset role;
select is_empty($$select from howdah.conversations union all select from howdah.messages union all select
  from howdah_internal.message_steps
  union all select from howdah.feedback$$, 'with all its messages, in every branch');
select results_eq('select outcome from howdah_internal.jobs_done', $$values ('cancelled'), ('cancelled')$$,
  'what was not claimed yet is never called');
select is_empty($$select from howdah_internal.reservations where status = 'held'$$, 'and holds no money');
select is((select (user_id, error_code, is_estimated)::text from howdah.llm_usage), '(ann,cancelled,t)',
  'the call on its way is counted as an estimate');
set local role howdah_worker;
select is_empty('select howdah.heartbeat(array[job_id], token) from claimed',
  'who answers it learns that nobody waits');
select is(howdah.append_partial(job_id, token, 0, 'Five'), 'stale', 'and writes no part') from claimed;
select is(howdah.next_step(job_id, token, howdah_test.outcome(s, 'Five.',
  facts => '{"input_tokens": 9, "output_tokens": 2}')),
  null,
  'nor the answer') from claimed, step;
reset role;
select is((select (user_id, input_tokens, model, is_estimated)::text from howdah.llm_usage), '(ann,9,local-chat,f)',
  'what the call cost takes the place of the estimate');
select is(howdah.next_step(job_id, token), null, 'with that the job has ended') from claimed;
select is_empty(
  'select from howdah_internal.jobs union all select from howdah_internal.reservations where status = ''held''',
  'and holds no more');
select throws_ok('select howdah.delete_conversation(null)', '22004', null, 'a missing conversation is refused');
set local role howdah_worker;
select throws_ok('select howdah.delete_conversation(null)', '42501', null, 'a worker may not');
reset role;
select howdah.act_as('ann', 'acme');
create temp table e as select howdah.send_message(howdah.start_conversation(collection => null), 'Once more?') as id;
create temp table of_e as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.next_step(job_id, token) is not null as called from of_e;
select howdah.cancel_message(id) from e;
select howdah.delete_conversation(m.conversation_id) from howdah.messages as m join e using (id);
select is((select (u.error_code, u.is_estimated)::text from howdah.llm_usage as u join e on e.id = u.call_id),
  '(cancelled,t)', 'a call of an answer that was cancelled before is counted too');
select is(howdah.next_step(job_id, token), null, 'and its job ends') from of_e;
select * from finish();
rollback;
