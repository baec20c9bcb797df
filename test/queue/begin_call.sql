begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.add_document('Five days. ' || n, 'd' || n) from generate_series(1, 2) as n;
create temp table c as
select array_agg(job_id order by job_id) as ids, min(token) as token
  from howdah.claim_jobs('w', '{local/local-embedding/bulk}', lease => '10 seconds');
create temp table call as select gen_random_uuid() as id;
select throws_ok('select howdah.begin_call(ids, token, null, now(), 9) from c', '22004', null, 'a call has an id');
select is(howdah.begin_call(ids, token - 1, call.id, howdah.clock(), 9), false, 'another token begins no call')
  from c, call;
select is(howdah.begin_call(ids, token, call.id, howdah.clock(), 9), true, 'these are ours') from c, call;
select is((select count(*) from howdah_internal.jobs where call_id is not null), 1::bigint, 'it is noted once');
select is_empty('select from howdah.llm_usage', 'and costs nothing yet');
select howdah_test.set_time('2026-03-01 12:01Z');
select howdah.reap_jobs();
select is((select (u.input_tokens, u.is_estimated, u.error_code, trim_scale(u.cost_cents))::text
  from howdah.llm_usage as u join call on call.id = u.call_id), '(9,t,crashed,9)', 'a lost one is an estimate');
select is(howdah.record_embedding_usage('default', null, (
    select m.id from howdah.models as m where m.name = 'local-embedding'), call.id, '2026-03-01 12:00Z',
  '{"usage": {"prompt_tokens": 7}}'), 7.0, 'which its own report replaces') from call;
select is((select count(*) from howdah.llm_usage), 1::bigint, 'in the same row');
set local role howdah_app;
select throws_ok('select howdah.begin_call(null, 1, null, null, 1)', '42501', null, 'an application may not');
reset role;
select * from finish();
rollback;
