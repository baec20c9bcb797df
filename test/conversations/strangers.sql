-- Whoever names a conversation or message of somebody else hears exactly what he hears of one that is not there.
begin;
select plan(26);
select howdah.act_as('ann', 'acme');
create temp table ids (conversation_id uuid, question_id uuid, answer_id uuid, job_id bigint, token bigint);
with c as materialized (select howdah.start_conversation('The parrot', collection => null) as id)
insert into ids (conversation_id) select id from c;
update ids set answer_id = howdah.send_message(conversation_id, 'Where is the parrot?', 'parrot', run_by => 'caller');
update ids set question_id = m.parent_id from howdah.messages as m where m.id = answer_id;
update ids set (job_id, token) = (select c.job_id, c.token from howdah.claim_message(answer_id) as c);
create temp table unknown as select gen_random_uuid() as conversation_id, gen_random_uuid() as question_id,
  gen_random_uuid() as answer_id,
  0::bigint as job_id, 0::bigint as token;
grant select on ids, unknown to public;

-- What a call answers or raises: all of it that reaches a client.
create function pg_temp.heard(call text, relation text) returns text language plpgsql as $$
declare
  v_found text;
  v_message text;
  v_detail text;
  v_hint text;
begin
  execute format('select string_agg(r::text, '','') from %I as i, lateral (select * from howdah.%s) as r', relation,
    call) into v_found;
  return coalesce(v_found, 'nothing');
exception
  when others then
    get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return concat_ws('|', sqlstate, v_message, v_detail, v_hint);
end
$$;
create temp table calls (call) as values
  ('send_message(i.conversation_id, ''x'')'), ('send_message(i.conversation_id, ''x'', ''parrot'')'),
  ('send_message(i.conversation_id, ''x'', parent_message_id => i.answer_id)'),
    ('add_message(i.conversation_id, ''user'', ''x'')'),
  ('regenerate(i.answer_id)'), ('regenerate(i.question_id)'), ('edit_message(i.question_id, ''x'')'),
    ('switch_branch(i.answer_id)'),
  ('rename_conversation(i.conversation_id, ''x'')'), ('archive_conversation(i.conversation_id)'),
    ('delete_conversation(i.conversation_id)'),
  ('conversation_messages(i.conversation_id)'), ('conversation_context(i.conversation_id)'),
    ('read_message(i.answer_id)'),
  ('cancel_message(i.answer_id)'), ('give_feedback(i.answer_id, 1)'), ('message_request(i.answer_id)'),
    ('message_sources(i.answer_id)'),
  ('format_answer(i.answer_id)'), ('claim_message(i.answer_id)'), ('append_partial(i.job_id, i.token, 0, ''x'')'),
  ('heartbeat(array[i.job_id], i.token)'), ('fail_jobs(array[i.job_id], i.token, ''x'')'),
  ('complete_message(i.job_id, i.token, message_id => i.answer_id, content => ''x'',
    usage => ''{"input_tokens": 1}'')'),
  ('list_conversations(before_conversation_id => i.conversation_id)');
grant select on calls to public;
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select is(pg_temp.heard(call, 'ids'), pg_temp.heard(call, 'unknown'), call) from calls;
reset role;
select is((select (count(*), min(status), count(*) filter (where content like '%x%'),
  (select count(*) from howdah.llm_usage))::text
  from howdah.messages as m join ids as i on i.answer_id = m.id), '(1,streaming,0,0)', 'and nothing has changed');
select * from finish();
rollback;
