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
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah.find_message(regenerate.message_id);
  v_conversation howdah.conversations := howdah.lock_conversation(v_message.conversation_id);
  v_prompt record;
  v_id uuid;
begin
  perform howdah.check_answer(regenerate.request_key, '{}', regenerate.run_by);
  v_id := howdah.repeated_answer(v_conversation, regenerate.request_key, 'assistant');
  if v_id is not null then
    return v_id;
  end if;
  -- An answer's question, or a question itself.
  v_id := case v_message.role when 'assistant' then v_message.parent_id when 'user' then v_message.id end;
  if v_id is null or not exists (
    select from howdah.messages as q where q.tenant_id = v_message.tenant_id and q.id = v_id and q.role = 'user'
  ) then
    raise exception 'this message answers no question'
      using errcode = 'PT409', hint = 'Pass the id of an answer, or of a question to answer once more.';
  end if;
  select p.* into v_prompt from howdah.choose_prompt(v_conversation) as p;
  return howdah.begin_answer(
    v_conversation, v_id, v_prompt.prompt_version_id, v_prompt.experiment_id, regenerate.model, regenerate.run_by,
    regenerate.deadline, regenerate.request_key);
end
$$;
comment on function howdah.regenerate(uuid, text, text, text, timestamptz) is
  'Answers a question once more, with the prompt version that is active now: the new answer stands beside the old '
  'one, which stays, and the conversation shows the new one. Returns its id, as send_message does; the same '
  'request_key again returns the same one. Raises as send_message, PT409 for a message that answers no question. '
  'Example: select howdah.regenerate(:message, model => ''openai/gpt-4o'').';
