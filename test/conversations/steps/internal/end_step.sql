begin;
select plan(48);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.register_model('p', 'other', 'chat');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_price('p', 'other', '2026-01-01Z', '[{"input": 2000000, "output": 2000000}]');
select howdah.set_budget('tenant', 100000, 'day');
create temp table a (n integer, id uuid, job_id bigint, token bigint, step jsonb);
-- A question, claimed, its first call under way.
create function pg_temp.ask(n integer, collection text default null) returns void language plpgsql as $$
declare
  v_id uuid;
  v_job record;
begin
  perform howdah.act_as('ann', 'acme');
  -- What was asked before waits.
  update howdah_internal.jobs set run_after = 'infinity' where state = 'ready';
  v_id := howdah.send_message(howdah.start_conversation(collection => ask.collection), 'How long, ' || ask.n || '?');
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  insert into a values (ask.n, v_id, v_job.job_id, v_job.token, howdah.next_step(v_job.job_id, v_job.token));
end $$;
-- Tells of a failure; what comes next, and how the message and its job stand then.
create function pg_temp.fail(n integer, code text, facts jsonb default '{}', status integer default null,
  retry_after_ms integer default null) returns text language plpgsql as $$
declare
  v_message howdah.messages;
  v_step howdah_internal.message_steps;
  v_next jsonb;
begin
  select m.* into v_message from howdah.messages as m join a using (id) where a.n = fail.n;
  select s.* into v_step from howdah_internal.message_steps as s
   where s.message_id = v_message.id and s.status = 'calling';
  v_next := howdah_internal.end_step(v_message, a.job_id, a.token, v_step,
    howdah_test.failure(a.step, code, facts, fail.status, fail.retry_after_ms)) from a where a.n = fail.n;
  return concat_ws(' ', v_next ->> 'kind', (
    select concat_ws(' ', m.status, m.error_code, case m.content when '' then null else m.content end)
      from howdah.messages as m where m.id = v_message.id), (
    select concat_ws(' ', j.state, j.lane, extract(epoch from j.run_after - howdah.clock())::integer)
      from howdah_internal.jobs as j where j.message_id = v_message.id));
end $$;
create function pg_temp.trace(n integer) returns text language sql as $$
  select string_agg(concat_ws(' ', s.kind, s.status, s.error_code, u.status, trim_scale(u.cost_cents)), ', '
    order by s.seq)
    from howdah_internal.message_steps as s join a on a.id = s.message_id
    left join howdah.llm_usage as u on u.call_id = a.id and u.attempt = s.seq where a.n = trace.n $$;
create function pg_temp.lane(name text default 'local/local-chat/interactive') returns text language sql as $$
  select concat_ws(' ', l.last_error_code, floor(extract(epoch from l.paused_until - howdah.clock())))
    from howdah.lanes as l where l.name = lane.name $$;

select pg_temp.ask(1);
select howdah.append_partial(job_id, token, 0, 'Five') from a;
select is(pg_temp.fail(1, 'connection', '{"has_begun": true, "input_tokens": 50}', retry_after_ms => 30000),
  'pending ready local/local-chat/interactive 30', 'an answer that failed is asked for again, later');
select is(pg_temp.trace(1), 'answer failed connection failed 50', 'what it cost is recorded');
select is((select m.cost_cents::float from howdah.messages as m join a using (id)), 50::float, 'and shown');
select is_empty('select from howdah_internal.message_deltas', 'its text begins anew');
select is((select (s.facts ->> 'has_begun', s.error_message, s.ended_at is not null)::text
  from howdah_internal.message_steps as s), '(true,"connection it was",t)', 'the step says why');
select is((select sum(w.reserved_cents)::float from howdah_internal.budget_windows as w), 0::float,
  'between its calls a message holds no money');
select is(pg_temp.lane(), 'connection', 'the lane has heard of it, and goes on');

select pg_temp.ask(2);
select is(pg_temp.fail(2, 'rate_limited', status => 429, retry_after_ms => 7000),
  'pending ready local/local-chat/interactive 0', 'a rate limit counts no attempt');
select is(pg_temp.lane(), 'rate_limited 7', 'and pauses the lane');
select is(pg_temp.trace(2), 'answer failed rate_limited failed 0', 'it cost nothing');
update howdah.lanes set paused_until = null;
select pg_temp.ask(3);
select is(pg_temp.fail(3, 'too_large', status => 429), 'failed too_large', 'what can never fit is given up');
select is(pg_temp.lane(), 'too_large', 'and pauses nobody');
select pg_temp.ask(4);
select howdah.append_partial(job_id, token, 0, 'Half a') from a where n = 4;
select is(pg_temp.fail(4, 'content_filter', status => 400), 'failed content_filter Half a',
  'so is what the provider will not say; what was written stays');
select pg_temp.ask(5);
select is(pg_temp.fail(5, 'authentication', status => 401), 'failed authentication',
  'without a fallback a refused key is the end');
update howdah.models set fallback_model_id = howdah_internal.find_model('p/other', 'chat') where name = 'local-chat';
select pg_temp.ask(6);
select is(pg_temp.fail(6, 'authentication', status => 401), 'pending ready p/other/interactive 0',
  'with one it moves there');
truncate a;
insert into a
select 6, m.id, j.job_id, j.token, howdah.next_step(j.job_id, j.token)
  from howdah.claim_jobs('w', '{p/other/interactive}') as j, howdah.messages as m
 where m.model_id = howdah_internal.find_model('p/other', 'chat');
select is((select step #>> '{request,model}' from a), 'other', 'which is called');
select is(pg_temp.trace(6), 'answer failed authentication failed 0, answer calling', 'as a call of its own');
select is((select array[r.model_id = howdah_internal.find_model('p/other', 'chat'), r.amount_cents > 2000]
  from howdah_internal.reservations as r join a using (id)), '{t,t}', 'held at its own price');
update howdah.models set fallback_model_id = null;

select pg_temp.ask(7);
select is(pg_temp.fail(7, 'aborted', '{"has_begun": true, "input_tokens": 9}'),
  'pending ready local/local-chat/interactive 0', 'whoever called had to stop: the next one calls');
select is(pg_temp.trace(7), 'answer cancelled aborted cancelled 9', 'what it cost counts all the same');
select pg_temp.ask(8);
select is(pg_temp.fail(8, 'not_configured'), 'failed not_configured', 'a call that nobody could make');
select is(pg_temp.trace(8), 'answer refused not_configured', 'is none');
select is((select sum(w.reserved_cents) from howdah_internal.budget_windows as w),
  (select sum(r.amount_cents) from howdah_internal.reservations as r where r.status = 'held'), 'and holds nothing');

select pg_temp.ask(9);
select howdah.cancel_message(id) from a where n = 9;
select is(pg_temp.fail(9, 'cancelled', '{"has_begun": true, "input_tokens": 11}'), 'cancelled',
  'a message that was cancelled meanwhile stays so');
select is(pg_temp.trace(9), 'answer failed cancelled failed 11', 'its call is paid for');
select is((select array_agg(m.cost_cents::float) from howdah.messages as m join a using (id) where n = 9), '{11}',
  'and shown');

-- The vector of a question is done without.
select pg_temp.ask(10, 'default');
select is(pg_temp.fail(10, 'rate_limited', status => 429, retry_after_ms => 9000),
  'answer streaming running local/local-chat/interactive 0', 'without the vector the answer goes on at once');
select is(pg_temp.trace(10), 'embed failed rate_limited failed 0, answer calling', 'the trace has both');
select is(pg_temp.lane('local/local-embedding/interactive'), 'rate_limited 9', 'the lane of the vectors waits');
select pg_temp.ask(11, 'default');
select is((select step ->> 'kind' from a where n = 11), 'answer', 'and nobody asks it meanwhile');
update howdah.lanes set paused_until = null;
select pg_temp.ask(12, 'default');
select is(pg_temp.fail(12, 'aborted'), 'pending ready local/local-chat/interactive 0',
  'a worker that has to stop goes on with nothing');
select pg_temp.ask(13, 'default');
select throws_ok('select pg_temp.fail(13, null)', '22023', 'outcome has neither a result nor a failure with a code',
  'a failure has a name');
select throws_ok($$select howdah.next_step(job_id, token, jsonb_build_object('ref', step -> 'ref')) from a
  where n = 13$$, '22023', null, 'an outcome without one has a result');
select is(pg_temp.trace(13), 'embed calling', 'the call is still under way');
select pg_temp.ask(15, 'default');
select is(pg_temp.fail(15, 'not_configured'), 'answer streaming running local/local-chat/interactive 0',
  'a vector that nobody can buy');
select is(pg_temp.trace(15), 'embed refused not_configured, answer calling', 'is not bought');
select is_empty($$select from howdah_internal.reservations where feature = 'question' and id != (
  select reservation_id from howdah_internal.message_steps as s where s.status = 'calling' and s.call = 'embed')$$,
  'and not held');
update howdah.lanes set refusal_count = 3;
select pg_temp.ask(14);
select howdah.next_step(job_id, token, howdah_test.outcome(step, 'Five days.')) from a where n = 14;
select results_eq('select name, refusal_count from howdah.lanes where refusal_count < 3',
  $$values ('local/local-chat/interactive', 0)$$, 'a call that went well: the lane forgets its refusals');
-- A parameter that the provider does not take
select howdah.activate_prompt('short', howdah.create_prompt_version('short', 'Be short.',
  params => '{"max_tokens": 50, "temperature": 0}'));
select howdah.register_model('local', 'local-chat', 'chat', fallback => 'p/other');
create function pg_temp.refuse(param text, code text default 'bad_request') returns text language plpgsql as $$
declare
  v_ask a;
  v_next jsonb;
begin
  select * into v_ask from a where n = 90;
  v_next := howdah.next_step(v_ask.job_id, v_ask.token, jsonb_build_object('ref', v_ask.step -> 'ref',
    'failure', jsonb_build_object('code', refuse.code, 'status', 400, 'param', refuse.param,
      'message', 'the provider answered 400')));
  update a set step = v_next where n = 90;
  return concat_ws(' ', v_next #>> '{request,params}', (
    select concat_ws(' ', m.status, m.error_code) from howdah.messages as m where m.id = v_ask.id));
end $$;
create function pg_temp.short() returns text language plpgsql as $$
declare
  v_id uuid := howdah.send_message(howdah.start_conversation(prompt => 'short', collection => null), 'How long?');
  v_job record;
begin
  update howdah_internal.jobs set run_after = 'infinity' where state = 'ready' and message_id is distinct from v_id;
  select * into v_job from howdah.claim_jobs('w', '{local/local-chat/interactive,p/other/interactive}');
  delete from a where n = 90;
  insert into a values (90, v_id, v_job.job_id, v_job.token, howdah.next_step(v_job.job_id, v_job.token));
  return (select step #>> '{request,params}' from a where n = 90);
end $$;
select howdah.act_as('ann', 'acme');
update howdah.lanes set paused_until = null;
delete from howdah.budgets;
select is(pg_temp.short(), '{"max_tokens": 50, "temperature": 0}', 'params are sent as the prompt has them');
select is(pg_temp.refuse('max_tokens'), 'failed bad_request', 'what its own model does not take is for its author');
select howdah.register_model('local', 'local-chat', 'chat', refused_params => '{max_tokens}');
select is(pg_temp.short(), '{"temperature": 0, "max_completion_tokens": 50}',
  'what the row of the model says it does not take is sent under its other name');
select is(pg_temp.refuse(null, 'context_length_exceeded'), 'pending',
  'what is too long for one model is asked of its fallback');
update howdah_internal.jobs set state = 'ready' where id = (select job_id from a where n = 90);
with c as (select * from howdah.claim_jobs('w', '{p/other/interactive}'))
update a set token = c.token, step = howdah.next_step(c.job_id, c.token) from c where n = 90;
select is(pg_temp.refuse('max_tokens'), '{"temperature": 0, "max_completion_tokens": 50} streaming',
  'the fallback is asked once more without what it names');
select is(pg_temp.refuse('temperature'), '{"max_completion_tokens": 50} streaming', 'each time');
select is(pg_temp.refuse('top_p'), 'failed bad_request', 'but not for what was not sent');
set local role howdah_app;
select throws_ok($$select howdah_internal.end_step(null, 1, 1, null, '{}')$$, '42501', null,
  'an application may not');
select * from finish();
rollback;
