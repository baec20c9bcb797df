create or replace function howdah.build_request(message howdah.messages, query_embedding halfvec)
  returns jsonb
  language plpgsql
  volatile
  security definer -- retrieves with the message's own tenant and user
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_conversation howdah.conversations;
  v_question howdah.messages;
  v_version howdah.prompt_versions;
  v_model howdah.models;
  v_before jsonb;
  v_content text;
begin
  select c.* into strict v_conversation from howdah.conversations as c
   where c.tenant_id = (message).tenant_id and c.id = (message).conversation_id;
  select q.* into strict v_question from howdah.messages as q
   where q.tenant_id = (message).tenant_id and q.id = (message).parent_id;
  select v.* into strict v_version from howdah.prompt_versions as v
   where v.tenant_id = (message).tenant_id and v.id = (message).prompt_version_id;
  select m.* into strict v_model from howdah.models as m where m.id = (message).model_id;
  v_content := case when v_conversation.collection is null then v_question.content
    else howdah.cite_sources(
      (message).tenant_id, (message).user_id, (message).id, v_question.content, build_request.query_embedding,
      v_conversation.collection)
  end;
  v_before := howdah.render_messages(
    v_version.form, v_version.content, v_conversation.variables || (message).variables);
  if v_conversation.is_one_shot then
    -- The last message of the prompt is the question itself.
    v_before := v_before - -1;
  end if;
  return jsonb_build_object(
    'provider', v_model.provider, 'model', v_model.name, 'params', v_version.params,
    'messages',
      v_before || coalesce((
        select jsonb_agg(jsonb_build_object('role', h.role, 'content', h.content) order by h.seq)
          from howdah.message_history(
                 (message).tenant_id, v_question.parent_id,
                 howdah.history_tokens(v_model, v_version.params, v_before::text || v_content)) as h
      ), '[]')
      || jsonb_build_object('role', 'user', 'content', v_content));
end
$$;
comment on function howdah.build_request(howdah.messages, halfvec) is
  'What the model is sent for an answer: the filled-in prompt, what was said before as far as it fits, and the '
  'question with its sources, as the user of the message sees them.';
