create or replace function howdah.edit_message(
  message_id uuid,
  content text,
  request_key text default null,
  variables jsonb default null,
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
  v_message howdah.messages := howdah.find_message(edit_message.message_id);
  v_conversation howdah.conversations := howdah.lock_conversation(v_message.conversation_id);
  v_prompt record;
  v_id uuid;
begin
  perform howdah.check_question(
    edit_message.content, edit_message.request_key, coalesce(edit_message.variables, v_message.variables),
    edit_message.run_by);
  if v_message.role != 'user' then
    raise exception 'this message is no question'
      using errcode = 'PT409', hint = 'Pass the id of a question; an answer can be made again with howdah.regenerate.';
  end if;
  v_id := howdah.repeated_answer(v_conversation, edit_message.request_key, 'user');
  if v_id is not null then
    return v_id;
  end if;
  select p.* into v_prompt from howdah.choose_prompt(v_conversation) as p;
  return howdah.begin_answer(
    v_conversation,
    howdah.add_question(
      v_conversation, v_message.parent_id, edit_message.content, edit_message.request_key,
      coalesce(edit_message.variables, v_message.variables)),
    v_prompt.prompt_version_id, v_prompt.experiment_id, edit_message.model, edit_message.run_by, edit_message.deadline);
end
$$;
comment on function howdah.edit_message(uuid, text, text, jsonb, text, text, timestamptz) is
  'Asks a question in other words: the new one stands beside the old one, which stays with all that follows it, and '
  'the conversation shows the new branch. Returns the id of the pending answer. Raises as send_message, PT409 for a '
  'message that is no question. Example: select howdah.edit_message(:question, ''How long do refunds to a card '
  'take?'').';
