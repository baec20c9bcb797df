create or replace function howdah.regenerate(
  message_id uuid,
  request_key text default null,
  model text default null,
  run_by text default 'worker',
  deadline timestamptz default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_run_by text := coalesce(regenerate.run_by, 'worker');
  v_message howdah.messages := howdah_internal.find_message(regenerate.message_id);
  v_conversation howdah.conversations := howdah_internal.lock_conversation(v_message.conversation_id);
  v_question howdah.messages;
begin
  perform howdah_internal.check_answer(regenerate.request_key, '{}', v_run_by);
  select q.* into v_question
    from howdah.messages as q
   where q.tenant_id = v_message.tenant_id and q.role = 'user'
     and q.id = case v_message.role when 'assistant' then v_message.parent_id else v_message.id end;
  if not found then
    raise exception 'this message answers no question'
      using errcode = 'PT409', hint = 'Pass the id of an answer, or of a question to answer once more.';
  end if;
  return coalesce(
    howdah_internal.repeated_answer(v_conversation, regenerate.request_key, 'assistant'),
    howdah_internal.begin_answer(
      v_conversation, v_question, regenerate.model, v_run_by, regenerate.deadline, regenerate.request_key));
end
$$;
comment on function howdah.regenerate is
  'Answers a question once more, with the prompt version that is active now: the new answer stands beside the old '
  'one, which stays, and the conversation shows the new one. Returns its id, as send_message does; the same '
  'request_key again returns the same one. Raises as send_message, PT409 for a message that answers no question. '
  'Example: select howdah.regenerate(:message, model => ''openai/gpt-4o'').';
grant execute on function howdah.regenerate to howdah_app;
