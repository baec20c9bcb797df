begin;
select plan(16);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 100, "output": 400}]');
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table c as select job_id, token from howdah.claim_jobs('w1', '{local/local-chat/interactive}');
create temp table s as select howdah.next_step(job_id, token) as step from c;
grant select on a, c, s to public;

select is((select (step ->> 'call', step ->> 'provider', step #>> '{request,model}', step -> 'stream')::text from s),
  '(chat,local,local-chat,true)', 'a step says which call to make');
select is((select step #>> '{timeouts,first_ms}' from s), '120000', 'and how long it may take');
select is((select status from howdah.messages join a using (id)), 'streaming', 'the call is under way');
select is((select howdah.next_step(job_id, token) from c), (select step from s), 'asked again it is the same call');
select is((select howdah.next_step(job_id, token - 1) from c), null, 'another token gets none');
select is((select howdah.next_step(-1, 7)), null, 'nor does a job that is not there');
select throws_ok('select howdah.next_step(null, 1)', '22004', null, 'a job is needed');
select throws_ok($$select howdah.next_step(1, 1, '[]')$$, '22023', null, 'an outcome is an object');

-- Its lease runs out, and somebody else is given the same question.
select howdah_test.set_time('2026-03-01 12:01:01Z');
select howdah.reap_jobs();
create temp table d as select job_id, token from howdah.claim_jobs('w2', '{local/local-chat/interactive}');
create temp table t as select howdah.next_step(job_id, token) as step from d;
create function pg_temp.told(step jsonb, content text) returns jsonb language sql as $$
  select jsonb_build_object('ref', step -> 'ref', 'result', jsonb_build_object('content', content),
    'facts', '{"usage": {"input_tokens": 40, "output_tokens": 10}}'::jsonb) $$;
select is((select (status, is_estimated)::text from howdah.llm_usage), '(failed,t)',
  'a call that was lost is in the usage as an estimate');
select is((select howdah.next_step(job_id, token, pg_temp.told(step, 'Late.')) from c, s), null,
  'a worker that lost its lease changes nothing');
select is((select (input_tokens, output_tokens, is_estimated)::text from howdah.llm_usage), '(40,10,f)',
  'but what it spent takes the place of the estimate');
select is((select howdah.next_step(job_id, token, pg_temp.told(step, 'Five days.')) from d, t), null,
  'after the answer there is no call');
select howdah.next_step(job_id, token, pg_temp.told(step, 'Six days.')) from d, t;
select is((select (status, content, cost_cents::float8)::text from howdah.messages join a using (id)),
  '(complete,"Five days.",0.016)', 'told again it changes nothing, and both calls are in what it cost');

select howdah.add_document('Refunds take five days.', 'a.md');
create temp table e as select job_id, token from howdah.claim_jobs('w', '{local/local-embedding/bulk}');
select throws_ok('select howdah.next_step(job_id, token) from e', '22023', null, 'embeddings are not done in steps');
set local role howdah_worker;
select lives_ok('select howdah.next_step(1, 1)', 'a worker may ask');
set local role howdah_analyst;
select throws_ok('select howdah.next_step(1, 1)', '42501', null, 'an analyst may not');
select * from finish();
rollback;
