begin;
select plan(22);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_budget('tenant', 100000, 'day');
create temp table c as select howdah.start_conversation(collection => null) as id;
create temp table a as select howdah.send_message(id, 'How long?') as id from c;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table s as select howdah.next_step(job_id, token) as step from j;
create function pg_temp.tell(step jsonb, facts jsonb default '{"input_tokens": 40, "output_tokens": 2}',
  content text default 'Five days.') returns void language sql as $$
  select howdah_internal.record_late_step(howdah_test.outcome(step, content, facts => facts)) $$;
create function pg_temp.paid() returns text language sql as $$
  select string_agg(concat_ws(' ', u.attempt, u.user_id, u.status, u.input_tokens, u.output_tokens,
    case when u.is_estimated then 'estimated' end, trim_scale(u.cost_cents)), ', ' order by u.attempt)
    from howdah.llm_usage as u $$;
create function pg_temp.stands() returns text language sql as $$
  select concat_ws(' ', m.status, nullif(m.content, ''), trim_scale(m.cost_cents),
    (select string_agg(t.status, ' ' order by t.seq) from howdah_internal.message_steps as t where t.message_id = m.id))
    from howdah.messages as m join a using (id) $$;

select pg_temp.tell(step) from s;
select is(pg_temp.paid(), null, 'while the call is under way nothing is late');
select howdah_test.set_time('2026-03-01 12:01:01Z');
select howdah.reap_jobs();
select matches(pg_temp.paid(), '^1 ann failed \d+ 0 estimated \d+$', 'a lost call is an estimate');
select pg_temp.tell(step) from s;
select is(pg_temp.paid(), '1 ann ok 40 2 42', 'what is told late takes its place');
select is(pg_temp.stands(), 'pending 42 crashed', 'the message shows the cost; nothing else changes');
select is((select spent_cents::float from howdah_internal.budget_windows), 42::float, 'budgets have it too');
select is((select s.facts -> 'input_tokens' from howdah_internal.message_steps as s), '40',
  'the trace has what was told');
select pg_temp.tell(step, '{"input_tokens": 900, "output_tokens": 1}') from s;
select is(pg_temp.paid(), '1 ann ok 40 2 42', 'once');
select howdah_internal.record_late_step(howdah_test.failure(step, 'timeout')) from s;
select is(pg_temp.paid(), '1 ann ok 40 2 42', 'indeed');

-- The next claim is given up by a release, and ends by a failure.
truncate j;
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table t as select howdah.next_step(job_id, token) as step from j;
select howdah.release_jobs(array[job_id], token) from j;
select howdah_internal.record_late_step(howdah_test.failure(step, 'aborted', '{"has_begun": true, "input_tokens": 7}'))
  from t;
select is((select (u.status, u.error_code, u.input_tokens)::text from howdah.llm_usage as u where attempt = 2),
  '(cancelled,aborted,7)', 'a failure may be told late as well');
select is((select array_agg(s.status order by s.seq) from howdah_internal.message_steps as s), '{crashed,cancelled}',
  'the calls stay what they were');
truncate j;
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table u as select howdah.next_step(job_id, token) as step from j;
create temp table before as select pg_temp.paid() as paid, pg_temp.stands() as stands;
select pg_temp.tell(step #- '{ref,seq}', '{"input_tokens": 5}') from u;
select pg_temp.tell(jsonb_set(step, '{ref,seq}', '77'), '{"input_tokens": 5}') from u;
select pg_temp.tell(jsonb_set(step, '{ref,tenant_id}', '"other"') #- '{ref,model_id}', '{"input_tokens": 5}') from u;
select pg_temp.tell('{}', '{"input_tokens": 5}'), pg_temp.tell('{"ref": {}}', '{"input_tokens": 5}');
select is((pg_temp.paid(), pg_temp.stands())::text, (paid, stands)::text,
  'calls that are not there, or not lost, are not told of') from before;

-- The message is deleted during the call.
select howdah.delete_conversation(id) from c;
select is((select count(*) from howdah.llm_usage where attempt = 3 and is_estimated), 1::bigint,
  'with its conversation');
select pg_temp.tell(step, '{"input_tokens": 30, "output_tokens": 3}') from u;
select is((select (user_id, model, input_tokens, output_tokens, is_estimated, message_id is not null)::text
  from howdah.llm_usage where attempt = 3), '(ann,local-chat,30,3,f,t)', 'the call itself tells whose it was');
select pg_temp.tell(step #- '{ref,model_id}', '{"input_tokens": 1}') from u;
select is((select count(*) from howdah.llm_usage), 3::bigint, 'one that does not is not recorded');

-- The vector of a question that came too late.
select howdah.act_as('ann', 'acme');
select howdah.create_collection('docs');
truncate a, j, s;
insert into a select howdah.send_message(howdah.start_conversation(collection => 'docs'), 'How long?');
insert into j select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
insert into s select howdah.next_step(job_id, token) from j;
select howdah.release_jobs(array[job_id], token) from j;
select howdah.next_step(job_id, token, howdah_test.vector_outcome(step, '{"input_tokens": 3}')) from j, s;
select is((select (kind, status, feature, input_tokens, is_estimated)::text from howdah.llm_usage as u
  join a on a.id = u.call_id), '(embedding,ok,question,3,f)', 'is paid for');
select is_empty('select from howdah_internal.query_embeddings', 'and not kept');
select howdah.cancel_message(id) from a;

-- The application's own calls.
truncate a;
insert into a select howdah.send_message(howdah.start_conversation(collection => null), 'Mine?', run_by => 'caller');
create temp table own as select * from howdah.claim_message((select id from a));
select howdah_test.set_time('2026-03-01 12:04Z');
select howdah.reap_jobs();
grant select on own, u to public;
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select is(howdah.next_step(job_id, token, howdah_test.outcome(step, 'Lies.', facts => '{"input_tokens": 99}')), null,
  'somebody else') from own;
select is(howdah.next_step(-5, 1, howdah_test.outcome(step, 'Lies.', facts => '{"input_tokens": 99}')), null,
  'may not tell') from u;
select howdah.act_as('ann', 'acme');
select is(howdah.next_step(job_id, token, howdah_test.outcome(step, 'Five.',
  facts => '{"input_tokens": 9, "output_tokens": 4, "status": "failed", "cached": true}')), null, 'who called may')
  from own;
reset role;
select is((select (u.user_id, u.status, u.input_tokens, u.cost_cents::float, u.cached)::text from howdah.llm_usage as u
  join a on a.id = u.call_id), '(ann,ok,9,13,f)', 'what the provider reported');
select is(pg_temp.stands(), 'failed 13 crashed', 'the message stays failed');
set local role howdah_app;
select throws_ok($$select howdah_internal.record_late_step('{}')$$, '42501', null, 'and no other way');
select * from finish();
rollback;
