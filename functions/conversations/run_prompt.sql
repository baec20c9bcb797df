drop function if exists howdah.run_prompt(text, jsonb, text, text, jsonb);
create or replace function howdah.run_prompt(
  prompt text,
  variables jsonb default '{}',
  request_key text default null,
  collection text default null,
  metadata jsonb default '{}',
  filter jsonb default '{}',
  document_ids uuid[] default null,
  min_similarity double precision default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_variables jsonb := coalesce(run_prompt.variables, '{}');
  v_metadata jsonb := coalesce(run_prompt.metadata, '{}');
  v_conversation howdah.conversations;
  v_prompt record;
  v_content text;
begin
  if run_prompt.prompt is null then
    raise exception 'prompt is required'
      using errcode = '22004', hint = 'Example: select howdah.run_prompt(''summarise'').';
  end if;
  perform howdah_internal.check_answer(run_prompt.request_key, v_variables, 'worker');
  v_conversation := howdah_internal.one_shot_conversation(
    run_prompt.prompt, run_prompt.request_key, run_prompt.collection, v_metadata, run_prompt.filter,
    run_prompt.document_ids, run_prompt.min_similarity);
  if v_conversation.head_message_id is not null then
    return v_conversation.head_message_id;
  end if;
  select p.prompt_version_id, p.experiment_id,
         howdah_internal.render_messages(p.form, p.content, v_variables) -> -1 as question
    into v_prompt
    from howdah_internal.prompt_for(
           v_conversation.tenant_id, v_conversation.prompt, 'production', v_conversation.user_id,
           v_conversation.id) as p;
  v_content := v_prompt.question ->> 'content';
  if v_prompt.question ->> 'role' not in ('system', 'user') then
    raise exception 'a chat prompt that is run by itself ends with a message of the user'
      using errcode = 'PT422', hint = 'Use it in conversations, or end a version with what the model is to answer.';
  end if;
  if length(v_content) > 200000 then
    raise exception 'the prompt with its variables is longer than 200,000 characters'
      using errcode = '22001', hint = 'Put long texts into documents, or run it on parts of them.';
  end if;
  return howdah_internal.begin_answer(
    v_conversation,
    howdah_internal.insert_message(v_conversation, null, 'user', v_content, variables => v_variables),
    prompt_version_id => v_prompt.prompt_version_id, experiment_id => v_prompt.experiment_id);
end
$$;
comment on function howdah.run_prompt is
  'Sends the active version of a prompt with its variables to its model, once and without a conversation that is '
  'listed, and returns the id of the pending answer: poll read_message. With a collection the text is sent with '
  'sources found for it, of filter, document_ids and min_similarity as in start_conversation. Where the params of the '
  'prompt have a response_format of type json_object or json_schema, messages.content_json has the parsed answer; one '
  'that is no JSON is asked for once more and then fails with invalid_json. The same request_key for the prompt again '
  'returns the same answer. Raises 28000, 22004, 22023, 22001, PT404, PT422 for missing variables, PT429 and PT402 '
  'without room. Example: select howdah.run_prompt(''summarise'', ''{"text": "..."}'', ''report 7'').';
grant execute on function howdah.run_prompt to howdah_app;
