-- Each call is admitted by itself, with what it can use: nothing is let in once and spent many times.
begin;
select plan(19);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'dear', 'chat', null, 400000);
select howdah.register_model('stub', 'm', 'chat', null, 400000, fallback => 'stub/dear');
select howdah.register_model('stub', 'letters', 'chat', null, 400000);
select howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 100, "output": 1000}]');
select howdah.set_price('stub', 'dear', '2020-01-01', '[{"input": 1000, "output": 10000}]');
select howdah.set_price('stub', 'letters', '2020-01-01', '[{"input": 1000000, "output": 0}]');
select howdah.register_worker('w', '1', (select s.version from howdah.schema_version() as s), '{stub}');
create temp table asked (name text primary key, message uuid, budget bigint);

create function pg_temp.ask(name text, model text, content text) returns void language sql as $$
  insert into asked
  select ask.name, howdah.send_message(howdah.start_conversation(model => ask.model), ask.content);
$$;
-- One claim and its calls, each failing so.
create function pg_temp.work(failure jsonb, usage jsonb) returns integer language plpgsql as $$
declare
  v_job record;
  v_step jsonb;
  v_calls integer := 0;
begin
  perform howdah_test.set_time(howdah.clock() + interval '10 seconds');
  select * into v_job from howdah.claim_jobs('w', '{interactive}', 1);
  v_step := howdah.next_step(v_job.job_id, v_job.token);
  while v_step is not null loop
    v_calls := v_calls + 1;
    v_step := howdah.next_step(v_job.job_id, v_job.token, jsonb_build_object(
      'ref', v_step -> 'ref', 'failure', work.failure,
      'facts', jsonb_build_object('usage', work.usage, 'has_begun', true)));
  end loop;
  return v_calls;
end
$$;
create function pg_temp.how(name text, out status text, out error_code text, out cost_cents numeric)
language sql as $$
  select m.status, m.error_code, trim_scale(m.cost_cents) from howdah.messages as m
   where m.id = (select a.message from asked as a where a.name = how.name)
$$;
create function pg_temp.spent(name text) returns record language sql as $$
  select trim_scale(w.spent_cents), trim_scale(w.reserved_cents)
    from howdah_internal.budget_windows as w where w.subject = spent.name
$$;

-- A stream that is cut each time after 1,000 + 1,000 tokens, 1.1 cents.
select howdah.set_budget('user', 1.5, 'day');
select howdah.act_as('ann');
select pg_temp.ask('cut', 'stub/m', 'How long is the warranty?');
select is(pg_temp.work(
  '{"code": "connection", "message": "cut"}', '{"prompt_tokens": 1000, "completion_tokens": 1000}'), 1,
  'the first call is made');
select is(pg_temp.work(
  '{"code": "connection", "message": "cut"}', '{"prompt_tokens": 1000, "completion_tokens": 1000}'), 0,
  'a second does not fit and is not made');
select is(pg_temp.how('cut'), ('failed'::text, 'PT402'::text, 1.1),
  'the message says so, with what it has cost so far');
select is(pg_temp.spent('ann'), (1.1, 0::numeric), 'nothing more is spent, and nothing held');
select is((
  select t.status || ' ' || t.error_message from howdah.message_trace((select message from asked)) as t
   where t.seq = 2),
  'refused the budget is used up (user, day)', 'the call that was not made stands in the trace');

-- The fallback costs ten times as much.
select howdah.act_as('bea');
select howdah.set_budget('user', 2, 'day');
select pg_temp.ask('fallback', 'stub/m', 'How long is the warranty?');
select is(pg_temp.work('{"code": "authentication", "status": 401, "message": "no"}', '{}'), 1, 'the model is refused');
select is(pg_temp.work(
  '{"code": "connection", "message": "cut"}', '{"prompt_tokens": 1000, "completion_tokens": 1000}'), 0,
  'its fallback is admitted at its own price');
select is((pg_temp.how('fallback')).error_code, 'PT402', 'which does not fit');

-- A limit that is sent along.
select howdah.act_as('cleo');
select pg_temp.ask('limit', 'stub/m', 'Why?');
create temp table limited as
select c.job_id, c.token, howdah.next_step(c.job_id, c.token) as step
  from howdah.claim_jobs('w', '{interactive}', 1) as c;
select is((select step #> '{request,params}' from limited), '{"max_tokens": 1000}',
  'where a hard budget applies the answer has a limit');
select is(
  (select t.held_cents from howdah.message_trace((select message from asked where name = 'limit')) as t),
  (select (s.input_tokens * 100 + 1000 * 1000) / 1000000.0
     from howdah_internal.message_steps as s where s.message_id = (select message from asked where name = 'limit')),
  'and the most that the call can use is held');
select howdah.next_step(l.job_id, l.token, jsonb_build_object(
         'ref', l.step -> 'ref', 'result', '{"content": "So.", "finish_reason": "stop"}'::jsonb,
         'facts', '{"usage": {"prompt_tokens": 10, "completion_tokens": 2}}'::jsonb)) from limited as l;
select is(pg_temp.spent('cleo'), (0.003, 0::numeric), 'what was not used goes back');
select is((pg_temp.how('limit')).status, 'complete', 'with the answer');

-- A question of 4,000 Chinese letters, a cent a token.
select howdah.act_as('dora');
select howdah.set_budget('user', 9000, 'day');
select pg_temp.ask('letters', 'stub/letters', repeat('字', 4000));
select cmp_ok((
  select w.reserved_cents from howdah_internal.budget_windows as w where w.subject = 'dora'), '>=', 4000::numeric,
  'holds a cent for each letter at least');
select howdah.cancel_message((select message from asked where name = 'letters'));

-- A long history in an own call: the hold follows the request.
select howdah.act_as('eve');
select howdah.set_budget('user', 3000, 'day');
create temp table own as select howdah.start_conversation(model => 'stub/letters') as conversation;
select howdah.add_message(
         (select conversation from own), case n % 2 when 1 then 'user' else 'assistant' end, repeat('word ', 400))
  from generate_series(1, 12) as n;
select howdah.set_setting('context_tokens', '20000');
insert into asked select 'own', howdah.send_message((select conversation from own), 'And now?', run_by => 'caller');
select cmp_ok((
  select w.reserved_cents from howdah_internal.budget_windows as w where w.subject = 'eve'), '<', 1200::numeric,
  'what the history adds is not known when it is sent');
select is((select c.status from howdah.claim_message((select message from asked where name = 'own')) as c), 'done',
  'the request itself does not fit, and no call is handed out');
select is(pg_temp.how('own'), ('failed'::text, 'PT402'::text, null::numeric), 'the message says so');
select is(pg_temp.spent('eve'), (0::numeric, 0::numeric), 'and nothing is held');

-- What can never fit beside a rate of tokens.
select howdah.act_as('fay');
select howdah.set_rate_limit('user', 5000, 'input_tokens', 'day');
select pg_temp.ask('rate', 'stub/m', 'Why?');
select howdah.set_rate_limit('user', 5, 'input_tokens', 'day');
select is(pg_temp.work('{"code": "connection", "message": "cut"}', '{}'), 0, 'a rate has no room for the request');
select is((pg_temp.how('rate')).error_code, 'PT429', 'and the message says so');
select * from finish();
rollback;
