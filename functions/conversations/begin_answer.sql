create or replace function howdah.begin_answer(
  conversation howdah.conversations,
  question_id uuid,
  prompt_version_id bigint,
  experiment_id bigint,
  model text,
  run_by text,
  deadline timestamptz,
  request_key text default null
)
  returns uuid
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_tenant text := (conversation).tenant_id;
  v_question howdah.messages;
  v_version howdah.prompt_versions;
  v_model_id integer;
  v_answer howdah.messages;
  v_tokens integer;
begin
  select q.* into strict v_question from howdah.messages as q
   where q.tenant_id = v_tenant and q.id = begin_answer.question_id;
  select v.* into strict v_version from howdah.prompt_versions as v
   where v.tenant_id = v_tenant and v.id = begin_answer.prompt_version_id;
  -- A missing variable is refused now, while somebody hears it.
  perform howdah.render_messages(
    v_version.form, v_version.content, (conversation).variables || v_question.variables);
  v_model_id := coalesce(
    case when begin_answer.model is not null then howdah.find_model(begin_answer.model, 'chat') end,
    (conversation).model_id, v_version.model_id, howdah.default_model('chat'));
  -- What history and sources add is not known yet.
  v_tokens := length(v_question.content) / 4 + 1000;
  insert into howdah.messages (
    tenant_id, conversation_id, seq, parent_id, instruction_id, role, status, user_id, request_key, variables,
    prompt_version_id, experiment_id, model_id, run_by, deadline
  )
  values (
    v_tenant, (conversation).id, greatest((conversation).last_seq, v_question.seq) + 1, v_question.id,
    howdah.instruction_above(v_tenant, v_question.id), 'assistant', 'pending', (conversation).user_id,
    begin_answer.request_key, v_question.variables, v_version.id, begin_answer.experiment_id, v_model_id,
    begin_answer.run_by,
    coalesce(begin_answer.deadline,
      howdah.now() + make_interval(secs => howdah.setting('message_deadline_seconds')::integer))
  )
  returning * into v_answer;
  update howdah.conversations as c
     set last_seq = v_answer.seq, head_message_id = v_answer.id, updated_at = howdah.now()
   where c.tenant_id = v_tenant and c.id = (conversation).id;
  perform howdah.queue_answer(v_answer, v_tokens);
  -- Last, because all who share a limit or a budget wait for its row.
  perform howdah.admit_message(
    v_tenant, v_answer.user_id, v_answer.id, v_model_id, v_version.prompt, v_tokens,
    coalesce(v_version.params ->> 'max_completion_tokens', v_version.params ->> 'max_tokens')::integer,
    v_answer.deadline);
  return v_answer.id;
end
$$;
comment on function howdah.begin_answer(howdah.conversations, uuid, bigint, bigint, text, text, timestamptz, text) is
  'Adds the pending answer to a question of a locked conversation, which then ends with it, and gives it to whoever '
  'calls the model. Raises PT422 for missing prompt variables, PT404 and 22023 for a '
  'model, PT429 and PT402 where a limit or budget has no room.';
