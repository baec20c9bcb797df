begin;
select plan(12);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
select howdah.set_price('local', 'local-embedding', '2026-01-01Z', '[{"input": 1000000}]');
select howdah.activate_prompt('support', howdah.create_prompt_version('support', 'One.'));
select howdah.create_prompt_version('support', 'Two.');
create temp table x as select howdah.start_experiment('support', '{"1": 9999, "2": 1}') as id;
select howdah.set_budget('tenant', 100000, 'day'), howdah.set_budget('feature', 100000, 'day', 'support'),
  howdah.set_budget('feature', 100000, 'day', 'question');
select howdah.add_document('Refunds take five days.', 'refunds.md', private => false);
create temp table a as
  select howdah.send_message(howdah.start_conversation(prompt => 'support'), 'How long?') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
select howdah.next_step(job_id, token) from j;
create function pg_temp.bill(seq integer, status text default null, facts jsonb default null) returns numeric
  language sql as $$
  update howdah_internal.message_steps as s set status = bill.status, facts = bill.facts
   where s.seq = bill.seq and bill.status is not null;
  select trim_scale(howdah_internal.bill_step(m, s)) from howdah_internal.message_steps as s
    join howdah.messages as m on m.id = s.message_id where s.seq = bill.seq $$;
create function pg_temp.paid(seq integer) returns text language sql as $$
  select concat_ws(' ', u.kind, u.feature, u.prompt, u.prompt_version, u.experiment_id = x.id, u.user_id,
    u.conversation_id = m.conversation_id and u.message_id = m.id, u.input_tokens, u.output_tokens, u.status)
    from howdah.llm_usage as u join a on a.id = u.call_id join howdah.messages as m on m.id = a.id, x
   where u.attempt = paid.seq $$;
create function pg_temp.money() returns text language sql as $$
  select string_agg(format('%s %s+%s', b.scope_id, trim_scale(w.spent_cents), trim_scale(w.reserved_cents)), ', '
    order by b.scope_id collate "C")
    from howdah_internal.budget_windows as w join howdah.budgets as b on b.id = w.budget_id $$;
create temp table held as
  select r.amount_cents from howdah_internal.reservations as r join a using (id);

select is(pg_temp.money(), format('* 0+%2$s, question 0+4, support 0+%1$s', trim_scale(amount_cents),
  trim_scale(amount_cents + 4)), 'the vector of the question and the answer are held') from held;
select is(pg_temp.bill(1, 'failed', '{"input_tokens": 4, "error_code": "bad_response"}'), 4::numeric,
  'the call for a vector costs what it used');
select is(pg_temp.paid(1), 'embedding question ann t 4 failed',
  'as the feature question, of the asker and the message');
select is(pg_temp.money(), format('* 4+%1$s, question 4+0, support 0+%1$s', trim_scale(amount_cents)),
  'what was held for it is settled') from held;
select is(pg_temp.bill(1, 'failed', '{"input_tokens": 900}'), 4::numeric, 'it is billed once');
select is(pg_temp.money(), format('* 4+%1$s, question 4+0, support 0+%1$s', trim_scale(amount_cents)),
  'and counted once')
  from held;
select howdah_test.chat_step(job_id, token) from j;
select is(pg_temp.bill(2, 'crashed', '{"error_code": "crashed", "has_begun": true, "is_estimated": true,
  "estimated_input_tokens": 30, "estimated_output_tokens": 10}'), 50::numeric, 'a call that was lost is an estimate');
select is(pg_temp.paid(2), 'chat support support 1 t ann t 30 10 failed',
  'an answer''s call names prompt, version and experiment');
select is(pg_temp.money(), '* 54+0, question 4+0, support 50+0', 'and is settled by it');
select howdah.register_model('p', 'cheap', 'chat'), howdah.set_price('p', 'cheap', '2026-01-01Z',
  '[{"input": 1, "output": 1}]');
update howdah.messages set model_id = howdah_internal.find_model('p/cheap', 'chat') where id = (select id from a);
select is(pg_temp.bill(2, 'crashed', '{"input_tokens": 20, "output_tokens": 5}'), 30::numeric,
  'a late report corrects it, at the price of the model that was called');
select is(pg_temp.money(), '* 34+0, question 4+0, support 30+0', 'everywhere');
set local role howdah_app;
select throws_ok('select howdah_internal.bill_step(null, null)', '42501', null, 'an application may not');
select * from finish();
rollback;
