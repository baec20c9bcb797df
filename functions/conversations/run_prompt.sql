create or replace function howdah.run_prompt(
  prompt text,
  variables jsonb default '{}',
  request_key text default null,
  collection text default null,
  metadata jsonb default '{}'
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
  v_question jsonb;
  v_content text;
begin
  if run_prompt.prompt is null then
    raise exception 'prompt is required'
      using errcode = '22004', hint = 'Example: select howdah.run_prompt(''summarise'').';
  end if;
  perform howdah.check_answer(run_prompt.request_key, run_prompt.variables, 'worker');
  v_conversation := howdah.one_shot_conversation(
    run_prompt.prompt, run_prompt.request_key, run_prompt.collection, run_prompt.metadata);
  if v_conversation.head_message_id is not null then
    return v_conversation.head_message_id;
  end if;
  select p.* into v_prompt from howdah.choose_prompt(v_conversation) as p;
  select howdah.render_messages(v.form, v.content, run_prompt.variables) -> -1 into strict v_question
    from howdah.prompt_versions as v
   where v.tenant_id = v_conversation.tenant_id and v.id = v_prompt.prompt_version_id;
  v_content := v_question ->> 'content';
  if v_question ->> 'role' not in ('system', 'user') then
    raise exception 'a chat prompt that is run by itself ends with a message of the user'
      using errcode = 'PT422', hint = 'Use it in conversations, or add a version with what the model is to answer at the end.';
  end if;
  if length(v_content) > 200000 then
    raise exception 'the prompt with its variables is longer than 200,000 characters'
      using errcode = '22001', hint = 'Put long texts into documents, or run it on parts of them.';
  end if;
  return howdah.begin_answer(
    v_conversation, howdah.add_question(v_conversation, null, v_content, null, run_prompt.variables),
    v_prompt.prompt_version_id, v_prompt.experiment_id, null, 'worker', null);
end
$$;
comment on function howdah.run_prompt(text, jsonb, text, text, jsonb) is
  'Sends the active version of a prompt with its variables to its model, once and without a conversation that is '
  'listed, and returns the id of the pending answer: poll read_message. With a collection the text is sent with '
  'sources found for it. Where the params of the prompt have a response_format of type json_object or json_schema, '
  'messages.content_json has the parsed answer; one that is no JSON is asked for once more and then fails with '
  'invalid_json. The same request_key for the prompt again returns the same answer. Raises 28000, 22004, 22023, '
  '22001, PT404, PT422 for missing variables. Example: select howdah.run_prompt(''summarise'', ''{"text": "..."}'', '
  '''report 7'').';
