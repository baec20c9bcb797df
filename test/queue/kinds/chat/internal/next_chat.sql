begin;
select plan(13);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
create temp table c as select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create function pg_temp.next(outcome jsonb default null) returns jsonb language sql as $$
  select howdah_internal.next_chat(c.job_id, c.token, outcome) from c $$;
create function pg_temp.told(step jsonb, outcome jsonb) returns jsonb language sql as $$
  select pg_temp.next(jsonb_build_object('ref', step -> 'ref') || outcome) $$;

create temp table first as select pg_temp.next() as step;
select is(pg_temp.told('{"ref": {"seq": 0}}', '{"result": {"content": "Two days."}}'), (select step from first),
  'the outcome of an older call changes nothing and gives the one under way');
select is(pg_temp.told(step, '{"failure": {"code": "rate_limited", "status": 429}}'), null,
  'after a failure the claim has ended') from first;
select is((select (state, attempt)::text from howdah_internal.jobs), '(ready,0)', 'the question goes back');
select is((select refusal_count from howdah.lanes where class = 'interactive'), 1, 'its lane was refused');
select howdah_test.set_time('2026-03-01 12:00:10Z');
create temp table d as select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
delete from c;
insert into c select * from d;
create temp table second as select pg_temp.next() as step;
select is((select step #>> '{ref,seq}' from second), '2', 'the next attempt is a call of its own');
select is(pg_temp.told(step, '{"result": {"content": "Five days."}}'), null, 'after the answer there is none')
  from second;
select is((select status from howdah.messages join a using (id)), 'complete', 'the message has its answer');
select is((select refusal_count from howdah.lanes where class = 'interactive'), 0,
  'a call that goes well ends the row of refusals');

create temp table b as select howdah.start_conversation(collection => null) as id;
select howdah.send_message(id, 'And now?') from b;
delete from c;
insert into c select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table third as select pg_temp.next() as step;
select howdah.delete_conversation(id) from b;
select pg_temp.told(step, '{"result": {"content": "Never."}, "facts": {"usage": {"input_tokens": 9}}}') from third;
select is((select (user_id, input_tokens)::text from howdah.llm_usage, third
    where call_id = (step #>> '{ref,message_id}')::uuid),
  '(ann,9)', 'what was spent for a message that is gone is recorded');
select is_empty('select from howdah_internal.jobs', 'and its job ends');

-- A step that takes its time before it says that it needs no call.
insert into howdah_internal.step_kinds (kind, position, is_needed) values ('slow', 15, false);
create function howdah_internal.begin_step_slow(
  message howdah.messages, job_id bigint, token bigint, query_embedding halfvec
) returns howdah_internal.message_steps language plpgsql as $$
begin
  perform howdah_test.set_time((message).deadline);
  return null;
end $$;
create temp table late as select howdah.send_message(howdah.start_conversation(collection => null), 'Too late?') as id;
delete from c;
insert into c select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select is(pg_temp.next(), null, 'what was prepared until past the deadline is not called');
select is((select (status, (select count(*) from howdah_internal.message_steps where message_id = late.id))::text
    from howdah.messages join late using (id)), '(expired,0)', 'its message has expired');
set local role howdah_worker;
select throws_ok('select howdah_internal.next_chat(1, 1, null)', '42501', null, 'a worker asks by next_step');
select * from finish();
rollback;
