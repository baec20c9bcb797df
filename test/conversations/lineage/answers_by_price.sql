begin;
select plan(9);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
-- Asks, and answers at once.
create function pg_temp.ask(who text, question text, prompt text default null) returns uuid language plpgsql as $$
declare a uuid; j record;
begin
  perform howdah.act_as(who, 'acme');
  a := howdah.send_message(howdah.start_conversation(prompt => prompt), question);
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  perform howdah_test.answer(j.job_id, j.token, 'As it says [1].',
    facts => '{"input_tokens": 1000, "output_tokens": 100}');
  return a;
end $$;
select howdah.set_price('local', 'local-chat', '2021-01-01',
  '[{"input": 100, "output": 200}, {"input": 50, "output": 100, "service_class": "batch"}]');
create temp table a as select 1 as n, pg_temp.ask('ann', 'How?') as id;
insert into a select 2, pg_temp.ask('ann', 'How?');
grant select on a to public;
set local role howdah_admin;
select howdah.act_as(null, 'acme');
select results_eq($$select a.n, x.user_id, x.attempt, x.service_class, x.input_tokens, x.cost_cents::float8
    from howdah.answers_by_price('local', 'local-chat', '2021-01-01') as x join a on a.id = x.message_id$$,
  $$values (1, 'ann', 1, 'standard', 1000, 0.12::float8)$$, 'every call for an answer that was priced with it');
select howdah.set_price('local', 'local-chat', now() - interval '1 minute', '[{"input": 300, "output": 200}]');
select is((select count(*) from howdah.answers_by_price('local', 'local-chat', now() - interval '1 minute')),
  0::bigint, 'none with a newer one yet');
select howdah.reprice_usage(now() - interval '1 hour', now() + interval '1 hour', 'local/local-chat');
select is((select array_agg(cost_cents::float8) from howdah.answers_by_price('local', 'local-chat',
  now() - interval '1 minute')), '{0.32}', 'it is the price that the cost was reckoned with last');
select is((select count(*) from howdah.answers_by_price('local', 'local-chat', '2021-01-01')), 0::bigint,
  'and no other');
select throws_ok($$select howdah.answers_by_price('local', 'local-chat', '2021-01-02')$$, 'PT404', null,
  'an unknown price is told of');
select throws_ok($$select howdah.answers_by_price('local', 'local-chat', null)$$, '22004', null, 'a date is required');
select howdah.act_as(null, 'beta');
select is((select count(*) from howdah.answers_by_price('local', 'local-chat', now() - interval '1 minute')),
  0::bigint, 'of another tenant there are none');
set local role howdah_app;
select throws_ok($$select howdah.answers_by_price('local', 'local-chat', '2021-01-01')$$, '42501', null,
  'an application may not');
set local role howdah_analyst;
select throws_ok($$select howdah.answers_by_price('local', 'local-chat', '2021-01-01')$$, '42501', null,
  'nor an analyst');
select * from finish();
rollback;
