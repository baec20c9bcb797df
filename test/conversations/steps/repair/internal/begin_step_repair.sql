begin;
select plan(11);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'other', 'chat', max_output_tokens => 200);
select howdah.act_as('ann', 'acme');
select howdah.activate_prompt('tags', howdah.create_prompt_version('tags', 'As JSON.',
  params => '{"response_format": {"type": "json_object"}, "max_tokens": 300}'));
create temp table a as
  select howdah.send_message(howdah.start_conversation(prompt => 'tags', collection => null), 'Tags?') as id;
create temp table j as select * from howdah.claim_jobs('w', '{local/local-chat/interactive}');
create temp table s as select howdah.next_step(job_id, token) as step from j;
create function pg_temp.begins() returns howdah_internal.message_steps language plpgsql as $$
declare
  v_message howdah.messages;
begin
  select m.* into v_message from howdah.messages as m join a using (id);
  return howdah_internal.begin_step_repair(v_message, null, 1, null);
end $$;

select is((pg_temp.begins()).call, null, 'before there is an answer nothing is asked for again');
update howdah_internal.message_steps set status = 'done', facts = '{}';
select is((pg_temp.begins()).call, null, 'nor after a good one');
update howdah_internal.message_steps set facts = '{"is_invalid": true}', input_tokens = 17;
create temp table r as select * from pg_temp.begins();
select is((select (call, model_id = howdah_internal.default_model('chat'), input_tokens, output_tokens)::text from r),
  '(chat,t,17,300)', 'after one that is no JSON it is, as large');
select is((select request from r), (select s.request from howdah_internal.message_steps as s), 'by the same request');
update howdah.messages set model_id = howdah_internal.find_model('p/other', 'chat') where id = (select id from a);
select is((select (model_id = howdah_internal.find_model('p/other', 'chat'),
  output_tokens)::text from pg_temp.begins()),
  '(t,200)', 'a message that has moved to another model asks that one');
select is((select request from pg_temp.begins()), (select s.request || '{"provider": "p", "model": "other"}'
  from howdah_internal.message_steps as s), 'with what was asked before');
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, status, facts)
select 'acme', id, 2, 'repair', 'chat', 'failed', '{}' from a;
select is((pg_temp.begins()).call, 'chat', 'a second call that failed is made again');
update howdah_internal.message_steps set request = null;
select is((pg_temp.begins()).call, null, 'what is forgotten cannot be sent');
update howdah_internal.message_steps set request = '{"n": 1}' where seq = 1;
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, status, facts, request)
select 'acme', id, 3, 'answer', 'chat', 'done', '{"is_invalid": true}', '{"n": 3}' from a;
select is((pg_temp.begins()).request -> 'n', '3', 'of several the last counts');
select is((pg_temp.begins()).status, null, 'beginning it is not yet calling');
set local role howdah_app;
select throws_ok('select howdah_internal.begin_step_repair(null, 1, 1, null)', '42501', null,
  'an application may not');
select * from finish();
rollback;
