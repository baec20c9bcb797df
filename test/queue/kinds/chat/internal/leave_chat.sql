begin;
select plan(14);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 100, "output": 400}]');
select howdah.act_as('ann');
create temp table a (n integer, id uuid, job_id bigint, token bigint, step jsonb);
create function pg_temp.begin(n integer) returns uuid language plpgsql as $$
declare
  v_id uuid := howdah.send_message(howdah.start_conversation(collection => null), 'How long? ' || n);
begin
  insert into a select n, v_id, c.job_id, c.token from howdah.claim_jobs('w', '{local/local-chat/interactive}') as c;
  update a set step = howdah.next_step(a.job_id, a.token) where a.n = begin.n;
  perform howdah.append_partial(a.job_id, a.token, 0, 'Five days, or six') from a where a.n = begin.n;
  return v_id;
end $$;
select howdah.set_budget('user', 1000);
select pg_temp.begin(n) from generate_series(1, 4) as n;
select isnt((select sum(reserved_cents) from howdah_internal.budget_windows), 0::numeric, 'each call holds something');
create function pg_temp.leave(n integer, outcome text) returns boolean language sql as $$
  select cardinality(howdah_internal.leave_chat(array[a.job_id], outcome, 'why', 'because')) = 1
    from a where a.n = leave.n $$;
select is(
  array(select pg_temp.leave(n, (array['back', 'crashed', 'failed', 'cancelled'])[n]) from generate_series(1, 4) as n),
  '{f,f,t,t}', 'an answer that has ended leaves no dead letter');
select is((select count(*) from howdah.llm_usage join a on a.id = message_id where n = 2), 0::bigint,
  'the call of a crashed worker is closed first, and billed when its job goes back');
select pg_temp.leave(2, 'back');
select results_eq(
  'select m.status, m.content, m.error_code from howdah.messages as m join a using (id) order by n',
  $$values ('pending', '', null), ('pending', '', null), ('failed', 'Five days, or six', 'why'),
    ('cancelled', 'Five days, or six', 'why')$$,
  'it begins anew, or ends with what was written');
select results_eq(
  'select s.status from howdah_internal.message_steps as s join a on a.id = s.message_id order by n',
  array['cancelled', 'crashed', 'failed', 'cancelled'], 'the call under way has ended');
select results_eq(
  $$select u.status, u.is_estimated, u.error_code, u.input_tokens > 0,
           u.output_tokens = howdah.estimate_tokens('Five days, or six')
      from howdah.llm_usage as u join a on a.id = u.message_id order by n$$,
  $$values ('cancelled', true, 'cancelled', true, true), ('failed', true, 'crashed', true, true),
    ('failed', true, 'why', true, true), ('cancelled', true, 'cancelled', true, true)$$,
  'and is in the usage as an estimate, with what was seen of it');
select is((select sum(reserved_cents) from howdah_internal.budget_windows), 0.0, 'nothing is held for it any more');
select is((select count(*) from howdah_internal.message_deltas join a on a.id = message_id where n = 1), 0::bigint,
  'of what begins anew nothing is left');
select is((select spent_cents = sum(cost_cents) from howdah_internal.budget_windows, howdah.llm_usage
  group by spent_cents), true, 'what was spent is counted in the budget');
create temp table late as select howdah.send_message(howdah.start_conversation(collection => null), 'Hi') as id;
select howdah_internal.leave_chat(array[j.id], 'expired', 'expired', 'x')
  from howdah_internal.jobs as j join late on late.id = j.message_id;
select is((select (status, error_message)::text from howdah.messages join late using (id)),
  '(expired,"the deadline passed before the first call")', 'what was never called expires without a cost');
select is((select count(*) from howdah.llm_usage join late on late.id = message_id), 0::bigint, 'and no usage');
select howdah.register_model('stub', 'small', 'chat');
update howdah.models set fallback_model_id = howdah_internal.find_model('stub/small', 'chat') where name = 'local-chat';
create temp table waits as select howdah.send_message(howdah.start_conversation(collection => null), 'Wait') as id;
select howdah_internal.leave_chat(array[j.id], 'paused')
  from howdah_internal.jobs as j join waits on waits.id = j.message_id;
select is((select lane from howdah_internal.jobs as j join waits on waits.id = j.message_id), 'stub/small/interactive',
  'a question that waits in a paused lane moves to the fallback');
set local role howdah_worker;
select throws_ok($$select howdah_internal.leave_chat('{1}', 'back')$$, '42501', null, 'a worker may not call it');
set local role howdah_app;
select throws_ok($$select howdah_internal.leave_chat('{1}', 'back')$$, '42501', null, 'nor may the application');
select * from finish();
rollback;
