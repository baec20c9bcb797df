begin;
select plan(8);
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
select howdah.act_as(null, 'acme');
select howdah.create_prompt_version('support', text) from unnest(array['One.', 'Two.']) as text;
select howdah.activate_prompt('support', 1);
create temp table a as select 1 as n, pg_temp.ask('ann', 'How?', 'support') as id;
select howdah.activate_prompt('support', 2);
insert into a select 2, pg_temp.ask('bob', 'How?', 'support');
insert into a select 3, pg_temp.ask('bob', 'How?');
grant select on a to public;
set local role howdah_admin;
select howdah.act_as(null, 'acme');
select results_eq($$select a.n, x.prompt_version, x.user_id, x.model,
  x.status from howdah.answers_by_prompt('support') as x join a on a.id = x.message_id order by 1$$,
  $$values (1, 1, 'ann', 'local/local-chat', 'complete'), (2, 2, 'bob', 'local/local-chat', 'complete')$$,
    'every answer that was told the prompt');
select is((select array_agg(a.n) from howdah.answers_by_prompt('support', 2) as x join a on a.id = x.message_id),
  '{2}', 'or one version of it');
select is((select count(*) from howdah.answers_by_prompt('answer')), 1::bigint, 'questions are no answers');
select throws_ok($$select howdah.answers_by_prompt('support', 3)$$, 'PT404', null, 'an unknown version is told of');
select throws_ok('select howdah.answers_by_prompt(null)', '22004', null, 'a prompt is required');
select howdah.act_as(null, 'beta');
select throws_ok($$select howdah.answers_by_prompt('support')$$, 'PT404', null, 'another tenant''s is unknown');
set local role howdah_app;
select throws_ok($$select howdah.answers_by_prompt('support')$$, '42501', null, 'an application may not');
set local role howdah_analyst;
select throws_ok($$select howdah.answers_by_prompt('support')$$, '42501', null, 'nor an analyst');
select * from finish();
rollback;
