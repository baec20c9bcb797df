begin;
select plan(23);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.set_budget('tenant', 5000, 'day'), howdah.set_budget('feature', 60, 'day', 'question');
select howdah.set_rate_limit('user', 3, 'requests', 'day'), howdah.set_rate_limit('tenant', 1, 'concurrent');
select howdah.activate_prompt('kind', howdah.create_prompt_version('kind', 'Be kind.'));
create temp table a as select howdah.send_message(howdah.start_conversation(prompt => 'kind', collection => null),
  'How?') as id;
create function pg_temp.admit(call text, input integer, output integer default null, model text default null)
  returns text language plpgsql as $$
declare
  v_message howdah.messages;
  v_step howdah_internal.message_steps;
  v_verdict record;
begin
  v_step.call := admit.call;
  v_step.model_id := howdah_internal.find_model(
    coalesce(model, case call when 'chat' then 'local/local-chat' else 'local/local-embedding' end), null);
  v_step.input_tokens := input;
  v_step.output_tokens := output;
  select m.* into v_message from howdah.messages as m join a using (id);
  v_verdict := howdah_internal.admit_step(v_message, v_step);
  return concat_ws(' ', case when v_verdict.admitted then 'in' else 'out' end, trim_scale(v_verdict.held_cents),
    case when v_verdict.reservation_id = (select id from a) then 'its own' end, v_verdict.error_code,
    v_verdict.error_message);
end $$;
create function pg_temp.held() returns text language sql as $$
  select string_agg(trim_scale(r.amount_cents)::text, ' ' order by r.amount_cents)
    from howdah_internal.reservations as r where r.status = 'held' $$;
create function pg_temp.rates() returns text language sql as $$
  select string_agg(concat_ws(' ', l.unit, s.used, s.reserved), ', ' order by l.unit)
    from howdah_internal.rate_state as s join howdah.rate_limits as l on l.id = s.rate_limit_id $$;

select is(pg_temp.held(), '2018', 'send_message holds what an answer may cost');
select is(pg_temp.rates(), 'concurrent 0 1, requests 1 0', 'and counts the request');
select is(pg_temp.admit('chat', 40, 500), 'in 540 its own', 'the call holds what it may really cost');
select is(pg_temp.held(), '540', 'in the place of what was held, under the id of the message');
select is(pg_temp.rates(), 'concurrent 0 1, requests 1 0', 'it is the request that was counted, in its place');
select is(pg_temp.admit('chat', 40, 900), 'in 940 its own', 'another call may need more');
select is((select sum(w.reserved_cents)::float from howdah_internal.budget_windows as w), 940::float,
  'budgets have what is held, once');
select is(pg_temp.admit('embed', 50), 'in 50', 'the vector of the question is held beside it');
select is(pg_temp.held(), '50 940', 'as a call of its own');
select is(pg_temp.rates(), 'concurrent 0 1, requests 1 0', 'of the same request');
select is((select sum(w.reserved_cents)::float from howdah_internal.budget_windows as w
  join howdah.budgets as b on b.id = w.budget_id where b.scope = 'feature'), 50::float, 'as the feature question');
select is(pg_temp.admit('embed', 20), 'out PT402 the budget is used up (feature, day)',
  'where a budget has no room it says which');
select is(pg_temp.held(), '50 940', 'and the answer keeps its hold');
select is(pg_temp.admit('chat', 40, 9000), 'out PT402 the budget is used up (tenant, day)', 'an answer without room');
select is(pg_temp.held(), '50', 'holds nothing any more');
select is(pg_temp.rates(), 'concurrent 0 0, requests 1 0', 'nor a place');

-- A call that the provider took is a request of its own.
select howdah.set_rate_limit('tenant', null, 'concurrent');
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, status, started_at)
select 'acme', id, 1, 'answer', 'chat', 'failed', howdah.clock() from a;
insert into howdah.llm_usage (tenant_id, call_id, attempt, created_at, message_id, kind, feature, provider, model,
  status)
select 'acme', id, 1, howdah.clock(), id, 'chat', 'answer', 'p', 'm', 'failed' from a;
select is(pg_temp.admit('chat', 1, 1), 'in 2 its own', 'after a call that the provider refused');
select is(pg_temp.rates(), 'concurrent 0 0, requests 1 0', 'the next is the same request');
update howdah.llm_usage set input_tokens = 5, status = 'timeout';
select is(pg_temp.admit('chat', 1, 1) || ', ' || pg_temp.rates(), 'in 2 its own, concurrent 0 0, requests 2 0',
  'after one that it took it is one more');
select howdah.set_rate_limit('user', 2, 'requests', 'day');
select is(pg_temp.admit('chat', 1, 1), 'out PT429 the rate limit is reached (user, day)',
  'for which there may be no room');
select howdah.set_rate_limit('user', null, 'requests', 'day');
select howdah.stop_calls();
select is(pg_temp.admit('chat', 1, 1), 'out PT429 calls of models are switched off',
  'nor while calls are switched off');
select howdah.resume_calls();
select howdah.register_model('p', 'free', 'chat');
select is(pg_temp.admit('chat', 1, 1, 'p/free'), 'out PT402 the model has no price and a budget applies (tenant, day)',
  'nor where nobody knows what it costs');
set local role howdah_app;
select throws_ok('select howdah_internal.admit_step(null, null)', '42501', null, 'an application may not');
select * from finish();
rollback;
