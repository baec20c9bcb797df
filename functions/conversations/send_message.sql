create or replace function howdah.send_message(
  conversation_id uuid,
  content text,
  request_key text default null,
  variables jsonb default '{}',
  model text default null,
  run_by text default 'worker',
  deadline timestamptz default null,
  parent_message_id uuid default null
)
  returns uuid
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_conversation howdah.conversations;
  v_prompt record;
  v_id uuid;
begin
  perform howdah.check_question(
    send_message.content, send_message.request_key, send_message.variables, send_message.run_by);
  v_conversation := howdah.lock_conversation(send_message.conversation_id);
  v_id := howdah.repeated_answer(v_conversation, send_message.request_key, 'user');
  if v_id is not null then
    return v_id;
  end if;
  select p.* into v_prompt from howdah.choose_prompt(v_conversation) as p;
  return howdah.begin_answer(
    v_conversation,
    howdah.add_question(
      v_conversation, howdah.branch_point(v_conversation, send_message.parent_message_id),
      send_message.content, send_message.request_key, send_message.variables),
    v_prompt.prompt_version_id, v_prompt.experiment_id, send_message.model, send_message.run_by, send_message.deadline);
end
$$;
comment on function howdah.send_message(uuid, text, text, jsonb, text, text, timestamptz, uuid) is
  'Asks in a conversation and returns the id of the pending answer, which a worker writes: poll read_message. With '
  'run_by caller nobody does until the application calls claim_message. The same request_key again returns the same '
  'answer. With parent_message_id the question follows that message, in a branch of its own, instead of the last '
  'one shown. Raises 28000, 22004, 22023, 22001 above 32,000 characters, PT404, PT409 for a request_key of '
  'something else, PT422 for missing prompt variables, PT429 and PT402 where a limit or budget has no room (DETAIL '
  'has retry_after). Example: select howdah.send_message(:conversation, ''How do refunds work?'').';
