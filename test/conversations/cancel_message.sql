begin;
select plan(15);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
grant select on a to public;
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.cancel_message(id) from a', 'PT404', null, 'another user may not cancel');
select howdah.act_as('ann', 'acme');
select is(howdah.cancel_message(id), true, 'a pending answer is cancelled') from a;
reset role;
select is((select (status, content)::text from howdah.messages join a using (id)), '(cancelled,"")', 'and stays empty');
select is((select outcome from howdah_internal.jobs_done), 'cancelled', 'no worker gets it any more');
select is(howdah.cancel_message(id), false, 'cancelling again changes nothing') from a;
select throws_ok('select howdah.cancel_message(gen_random_uuid())', 'PT404', null, 'an unknown message is refused');

create temp table b as select howdah.send_message(howdah.start_conversation(collection => null), 'And now?') as id;
create temp table claimed as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table step as select howdah.next_step(job_id, token) as s from claimed;
select length(howdah.append_partial(job_id, token, 0, 'Five')) from claimed;
select is(howdah.cancel_message(id), true, 'an answer that streams is cancelled') from b;
select is(howdah.append_partial(job_id, token, 4, ' days'), 'cancelled', 'its worker hears of it with the next part')
  from claimed;
select is(howdah.next_step(job_id, token, howdah_test.outcome(s, 'Five days', 'stop',
  '{"input_tokens": 9, "output_tokens": 1}')), null, 'and may still say what came of its call') from claimed, step;
select is((select (status, content, error_code)::text from howdah.messages join b using (id)), '(cancelled,Five,)',
  'what was written so far stays, and nothing failed');
select is((select input_tokens from howdah.llm_usage), 9, 'what the call cost is recorded');
select is_empty('select from howdah_internal.jobs', 'the job is finished');
set local role howdah_app;
select howdah.act_as(null);
select throws_ok('select howdah.cancel_message(id) from a', '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok('select howdah.cancel_message(null)', '42501', null, 'a worker may not cancel');
reset role;
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 100, "output": 200}]');
create temp table d as select howdah.send_message(howdah.start_conversation(collection => null), 'Again?') as id;
select howdah.next_step(job_id, token) is not null as called
  from howdah.claim_jobs('w', '{local/local-chat/interactive}');
update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second';
select howdah.reap_jobs();
select howdah.cancel_message(id) from d;
select cmp_ok((select m.cost_cents from howdah.messages as m join d using (id)), '>', 0::numeric,
  'what was lost before costs what it is in the usage');
select * from finish();
rollback;
