begin;
select plan(7);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
grant select on a to public;
delete from howdah.jobs;
set local role howdah_worker;
select is(howdah.record_message_usage('acme', id, 1, '2026-03-01Z', '{"input_tokens": 7, "output_tokens": 0, "status": "timeout", "error_code": "timeout"}')::float,
  0::float, 'a failed call is recorded, also when its job is gone') from a;
select howdah.record_message_usage('acme', id, 1, '2026-03-01Z', '{"input_tokens": 7}') from a;
select howdah.record_message_usage('acme', id, 2, '2026-03-02Z', '{"input_tokens": 8}') from a;
reset role;
select is((select count(*) from howdah.llm_usage), 2::bigint, 'the same attempt once, another one again');
select is((select (user_id, feature, prompt, prompt_version, status, error_code)::text from howdah.llm_usage where attempt = 1),
  '(ann,answer,answer,1,timeout,timeout)', 'with the user who pays, the prompt and what became of it');
select is(howdah.record_message_usage('other', id, 3, now(), '{}'), null, 'a message of another tenant records nothing') from a;
select is((select count(*) from howdah.llm_usage), 2::bigint, 'indeed');
-- The message moves to another model while the first one still answers.
select howdah.register_model('p', 'dear', 'chat'), howdah.register_model('p', 'cheap', 'chat');
select howdah.set_price('p', 'dear', '2026-01-01Z', '[{"input": 1000000, "output": 0}]');
select howdah.set_price('p', 'cheap', '2026-01-01Z', '[{"input": 1, "output": 0}]');
update howdah.messages set model_id = howdah.find_model('p/cheap', 'chat') where id = (select id from a);
select is(howdah.record_message_usage('acme', id, 4, '2026-03-03Z', '{"input_tokens": 7, "output_tokens": 0}', false,
  howdah.find_model('p/dear', 'chat')), 7::numeric, 'a late answer costs what the model costs that was called') from a;
set local role howdah_app;
select throws_ok($$select howdah.record_message_usage('acme', null, 1, now(), '{}')$$, '42501', null, 'the application may not record');
select * from finish();
rollback;
