create or replace function howdah_internal.compose_rewrite(message howdah.messages)
  returns howdah_internal.message_steps
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_asked record;
  v_version record;
  v_model howdah.models;
  v_messages jsonb;
  v_values jsonb;
  v_step howdah_internal.message_steps;
begin
  v_step.model_id := howdah_internal.rewrite_model();
  if v_step.model_id is null then
    return null;
  end if;
  select q.content, howdah_internal.recent_turns(q.tenant_id, q.parent_id) as turns
    into v_asked
    from howdah.messages as q
    join howdah.conversations as c on c.tenant_id = q.tenant_id and c.id = q.conversation_id
    join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
   where q.tenant_id = (message).tenant_id and q.id = (message).parent_id and q.parent_id is not null
     and howdah_internal.needs_rewrite(q.content, k.language);
  if v_asked.turns is null then
    return null;
  end if;
  perform howdah_internal.ensure_rewrite_prompt((message).tenant_id);
  v_values := jsonb_build_object('conversation', v_asked.turns, 'question', v_asked.content);
  begin
    select p.* into v_version
      from howdah_internal.prompt_for((message).tenant_id, 'rewrite', 'production', (message).user_id,
        (message).conversation_id) as p;
    v_step.prompt_version_id := v_version.prompt_version_id;
    v_messages := howdah_internal.render_messages(v_version.form, v_version.content, v_values);
  exception
    -- No version is active, or it wants more than there is to put in.
    when sqlstate 'PT404' or sqlstate 'PT422' then
      perform howdah_internal.refuse_rewrite(message, v_step, sqlstate, sqlerrm);
      return null;
  end;
  if not v_version.variables @> '{question}' then
    v_messages := v_messages || jsonb_build_object('role', 'user', 'content', format(
      E'<conversation>\n%s\n</conversation>\n\nLast question: %s', v_asked.turns, v_asked.content));
  end if;
  select m.* into strict v_model from howdah.models as m where m.id = coalesce(v_version.model_id, v_step.model_id);
  v_step.call := 'chat';
  v_step.model_id := v_model.id;
  v_step.request := jsonb_build_object(
    'provider', v_model.provider, 'model', v_model.name,
    'params', howdah_internal.taken_params(message, v_model, v_version.params),
    'messages', howdah_internal.strict_turns(v_messages));
  v_step.input_tokens := howdah_internal.request_tokens(
    v_step.request -> 'messages', v_step.request -> 'params', v_model.token_ratio);
  v_step.output_tokens := howdah_internal.answer_limit(v_model.id, v_step.request -> 'params');
  if v_step.input_tokens > v_model.max_input_tokens then
    perform howdah_internal.refuse_rewrite(message, v_step, 'context_length_exceeded', format(
      'the turns before it are about %s tokens, and the model takes %s', v_step.input_tokens,
      v_model.max_input_tokens));
    return null;
  end if;
  return v_step;
end
$$;
comment on function howdah_internal.compose_rewrite is
  'The call that would rewrite the question of an answer; null where the question needs none, or none can be made.';
