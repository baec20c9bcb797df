create or replace function howdah_internal.begin_answer(
  conversation howdah.conversations,
  question howdah.messages,
  model text default null,
  run_by text default 'worker',
  deadline timestamptz default null,
  request_key text default null,
  prompt_version_id bigint default null,
  experiment_id bigint default null
)
  returns uuid
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_tenant text := (conversation).tenant_id;
  v_version howdah_internal.prompt_versions;
  v_model howdah.models;
  v_before jsonb;
  v_answer howdah.messages;
  v_tokens integer;
begin
  if not isfinite(begin_answer.deadline) then
    raise exception 'deadline is infinite'
      using errcode = '22023',
            hint = 'Pass a time, such as now() + interval ''1 hour''; null is the setting message_deadline_seconds.';
  end if;
  if begin_answer.prompt_version_id is null then
    select p.prompt_version_id, p.experiment_id into begin_answer.prompt_version_id, begin_answer.experiment_id
      from howdah_internal.prompt_for(
             v_tenant, (conversation).prompt, 'production', (conversation).user_id, (conversation).id) as p;
  end if;
  select v.* into strict v_version from howdah_internal.prompt_versions as v
   where v.tenant_id = v_tenant and v.id = begin_answer.prompt_version_id;
  -- A missing variable is refused now, while somebody hears it.
  v_before := howdah_internal.render_messages(
    v_version.form, v_version.content, (conversation).variables || (question).variables);
  if (conversation).is_one_shot then
    v_before := v_before - -1;
  end if;
  select m.* into strict v_model
    from howdah.models as m
   where m.id = coalesce(
     case when begin_answer.model is not null then howdah_internal.find_model(begin_answer.model, 'chat') end,
     (conversation).model_id, v_version.model_id, howdah_internal.default_model('chat'));
  v_tokens := howdah_internal.request_tokens(
    v_before || jsonb_build_object(
      'role', 'user', 'content', howdah_internal.sent_content(
        (question).id, (question).content, (question).parts, v_model.input_kinds)), v_version.params,
    v_model.token_ratio);
  if v_tokens > v_model.max_input_tokens then
    raise exception 'content is longer than the model takes: about % tokens with its prompt, of %', v_tokens,
      v_model.max_input_tokens
      using errcode = '22001',
            hint = 'Ask more briefly, put long texts into documents, or name a model that takes more.';
  end if;
  -- What history and sources add is not known yet: the hold follows the request when it is made.
  v_tokens := v_tokens + 1000;
  insert into howdah.messages (
    tenant_id, conversation_id, seq, parent_id, instruction_id, role, status, user_id, request_key, variables,
    prompt_version_id, experiment_id, model_id, run_by, deadline, tokens_above
  )
  values (
    v_tenant, (conversation).id, greatest((conversation).last_seq, (question).seq) + 1, (question).id,
    (question).instruction_id, 'assistant', 'pending', (conversation).user_id, begin_answer.request_key,
    (question).variables, v_version.id, begin_answer.experiment_id, v_model.id, begin_answer.run_by,
    coalesce(begin_answer.deadline,
      howdah.now() + make_interval(secs => howdah.setting('message_deadline_seconds')::integer)),
    howdah_internal.tokens_below(v_tenant, (question).id)
  )
  returning * into v_answer;
  update howdah.conversations as c
     set last_seq = v_answer.seq, head_message_id = v_answer.id, updated_at = howdah.now()
   where c.tenant_id = v_tenant and c.id = (conversation).id;
  perform howdah_internal.add_answer_job(v_answer, v_tokens);
  -- Last, because all who share a limit or a budget wait for its row.
  perform howdah_internal.admit_message(
    v_tenant, v_answer.user_id, v_answer.id, v_model.id, v_version.prompt, v_tokens,
    howdah_internal.answer_limit(v_model.id, v_version.params),
    v_answer.deadline);
  return v_answer.id;
end
$$;
comment on function howdah_internal.begin_answer is
  'Adds the pending answer to a question of a locked conversation, with its job, by the active prompt version or the '
  'one named. Raises PT404, PT422 for missing variables, 22023 for a model, 22001 for what is longer than it takes, '
  'PT429 and PT402 without room.';
