begin;
select plan(20);
select howdah_test.set_time('2026-03-01 12:00Z');
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
create temp table a (n integer, id uuid, job_id bigint, token bigint);
create function pg_temp.ask(n integer, collection text default 'default', asker text default 'ann') returns void
  language plpgsql as $$
declare
  v_id uuid;
begin
  perform howdah.act_as(asker, 'acme');
  v_id := howdah.send_message(howdah.start_conversation(collection => ask.collection), 'How long, ' || ask.n || '?');
  insert into a select ask.n, v_id, j.job_id, j.token from howdah.claim_jobs('w', '{local/local-chat/interactive}')
  as j;
end $$;
create function pg_temp.advance(n integer) returns text language plpgsql as $$
declare
  v_message howdah.messages;
  v_step jsonb;
begin
  select m.* into v_message from howdah.messages as m join a using (id) where a.n = advance.n;
  v_step := howdah_internal.advance_message(v_message, a.job_id, a.token) from a where a.n = advance.n;
  return coalesce(v_step ->> 'kind' || ' ' || (v_step #>> '{ref,seq}'), 'none');
end $$;
create function pg_temp.stands(n integer) returns text language sql as $$
  select concat_ws(' ', m.status, m.error_code, m.error_message,
    coalesce((select d.outcome from howdah_internal.jobs_done as d where d.id = a.job_id),
      (select j.state from howdah_internal.jobs as j where j.id = a.job_id)))
    from howdah.messages as m join a using (id) where a.n = stands.n $$;

select pg_temp.ask(1);
select is(pg_temp.advance(1), 'embed 1', 'the first kind of step that has a call begins it');
update howdah_internal.message_steps set status = 'failed', facts = '{"error_code": "connection"}';
select is(pg_temp.advance(1), 'answer 2', 'then the next one');
select is((select (is_billed, (select count(*) from howdah.llm_usage))::text from howdah_internal.message_steps
  where seq = 1), '(t,1)', 'what has ended is billed before');
update howdah_internal.message_steps
   set status = 'done', facts = '{"input_tokens": 5, "output_tokens": 1, "is_invalid": true}', request = null
 where seq = 2;
select is(pg_temp.advance(1), 'none', 'when no kind has a call there is none');
select is(pg_temp.stands(1), 'failed no_step no kind of step has a call to make failed',
  'and should the message not have ended, it does');
select is((select sum(u.input_tokens) from howdah.llm_usage as u), 5::bigint, 'all is billed');

select pg_temp.ask(2, null);
select howdah.cancel_message(id) from a where n = 2;
select is(pg_temp.advance(2), 'none', 'a message that was cancelled needs no call');
select is(pg_temp.stands(2), 'cancelled cancelled', 'its job goes');
select pg_temp.ask(3, null);
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, model_id, status, facts, started_at)
select 'acme', id, 1, 'embed', 'embed', howdah_internal.default_model('embedding'), 'done', '{"input_tokens": 7}',
       howdah.clock()
  from a where n = 3;
update howdah.messages set deadline = howdah.clock() where id = (select id from a where n = 3);
select is(pg_temp.advance(3), 'none', 'past the deadline no call is made');
select is(pg_temp.stands(3), 'expired expired the deadline passed before the first call expired',
  'the message says so');
select is((select m.cost_cents::float from howdah.messages as m join a using (id) where n = 3), 7::float,
  'and what was spent for it');

-- Limits and budgets.
select howdah.act_as('bob', 'acme');
select howdah.set_budget('user', 3000, 'day', 'bob'), howdah.set_budget('feature', 0, 'day', 'question');
select pg_temp.ask(4, asker => 'bob');
select is(pg_temp.advance(4), 'answer 2', 'without room for the vector the answer does without');
select is((select (s.status, s.error_code)::text from howdah_internal.message_steps as s join a on a.id = s.message_id
  where n = 4 and s.seq = 1), '(refused,PT402)', 'which the trace shows');
select throws_ok($$select pg_temp.ask(5, null, 'bob')$$, 'PT402', null,
  'what it holds leaves no room for another question');
update howdah_internal.message_steps as s
   set status = 'failed', facts = '{"input_tokens": 1500, "output_tokens": 0, "error_code": "connection"}'
  from a where s.message_id = a.id and a.n = 4 and s.seq = 2;
select is(pg_temp.advance(4), 'answer 3', 'a call that failed is counted before the next is let in');
update howdah_internal.message_steps as s
   set status = 'failed', facts = '{"input_tokens": 1200, "output_tokens": 0, "error_code": "connection"}'
  from a where s.message_id = a.id and a.n = 4 and s.seq = 3;
select is(pg_temp.advance(4), 'none', 'without room for an answer there is no call');
select is(pg_temp.stands(4), 'failed PT402 the budget is used up (user, day) failed', 'the message says why');
select is((select m.cost_cents::float from howdah.messages as m join a using (id) where n = 4), 2700::float,
  'with what it has cost');
select is((select array[w.spent_cents, w.reserved_cents]::float[] from howdah_internal.budget_windows as w
  where w.subject = 'bob'), '{2700,0}', 'and nothing is held for it');
set local role howdah_app;
select throws_ok('select howdah_internal.advance_message(null, 1, 1)', '42501', null, 'an application may not');
select * from finish();
rollback;
