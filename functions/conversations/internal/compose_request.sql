create or replace function howdah_internal.compose_request(message howdah.messages, query_embedding halfvec)
  returns jsonb
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_part record;
  v_content text;
  v_kinds text[];
  v_history record;
  v_left_out jsonb;
  v_room integer;
  v_context integer := howdah.setting('context_tokens')::integer;
  v_question integer;
  v_question_message jsonb;
  v_left integer;
  v_step integer;
  v_summary howdah.conversation_summaries;
begin
  select c.collection, coalesce(q.min_similarity, c.min_similarity) as min_similarity,
         howdah_internal.source_filter(
           coalesce(q.filter, c.filter), coalesce(q.document_ids, c.document_ids)) as filter,
         c.is_one_shot, q.id as question_id, q.content, q.parts, q.parent_id,
         coalesce(q.tokens_above, 0) as tokens_above, v.params, m as model,
         howdah_internal.render_messages(v.form, v.content, c.variables || (message).variables) as before
    into strict v_part
    from howdah.conversations as c
    join howdah.messages as q
      on q.tenant_id = c.tenant_id and q.id = (message).parent_id
    join howdah_internal.prompt_versions as v
      on v.tenant_id = c.tenant_id and v.id = (message).prompt_version_id
    join howdah.models as m on m.id = (message).model_id
   where c.tenant_id = (message).tenant_id and c.id = (message).conversation_id;
  if v_part.is_one_shot then
    -- The last message of the prompt is the question itself.
    v_part.before := v_part.before - -1;
  end if;
  v_kinds := howdah_internal.taken_kinds(message, v_part.model);
  v_question := howdah_internal.request_tokens(
    v_part.before || jsonb_build_object('content', howdah_internal.sent_content(
      v_part.question_id, v_part.content, v_part.parts, v_kinds)), v_part.params);
  v_room := least(
    howdah_internal.request_room(v_part.model, v_part.params),
    howdah_internal.shortened_room(message, v_part.model, v_question));
  v_left := v_room - v_question;
  v_content := case when v_part.collection is null then v_part.content
    else howdah_internal.cite_sources(
      (message).tenant_id, (message).user_id, (message).id, v_part.content, compose_request.query_embedding,
      v_part.collection, v_left,
      howdah_internal.search_texts((message).tenant_id, v_part.question_id, (message).id),
      v_part.filter, v_part.min_similarity)
  end;
  v_question_message := jsonb_build_object(
    'role', 'user', 'content', howdah_internal.sent_content(
      v_part.question_id, v_content, v_part.parts, v_kinds));
  v_left := greatest(0, least(v_context, v_room - howdah_internal.request_tokens(
    v_part.before || v_question_message, v_part.params)));
  -- History goes in blocks of half of what can be there at most; less where question and sources take most of it.
  v_step := howdah_internal.history_step(least(v_context, v_room), v_left);
  v_summary := howdah_internal.history_summary(
    (message).tenant_id, (message).conversation_id, v_part.parent_id, v_part.tokens_above, v_left, v_step);
  update howdah.messages as m
     set summary_id = v_summary.id
   where m.tenant_id = (message).tenant_id and m.id = (message).id and m.summary_id is distinct from v_summary.id;
  select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'content', case
             when h.parts is null then to_jsonb(h.content)
             else howdah_internal.sent_content(h.id, h.content, h.parts, k.kinds)
           end) order by h.seq), '[]') as messages,
         jsonb_agg(howdah_internal.left_out_parts(h.parts, k.kinds) order by h.seq)
           filter (where h.parts is not null) as left_out
    into v_history
    from howdah_internal.message_history(
           (message).tenant_id, v_part.parent_id, v_left - coalesce(v_summary.token_count, 0),
           v_part.tokens_above, v_step, v_summary.to_seq) as h
   cross join lateral (select case h.role when 'assistant' then '{text}' else v_kinds end as kinds) as k;
  v_left_out := jsonb_path_query_array(
    coalesce(v_history.left_out, '[]') || jsonb_build_array(howdah_internal.left_out_parts(v_part.parts, v_kinds)),
    '$[*][*]');
  return jsonb_build_object(
    'provider', (v_part.model).provider, 'model', (v_part.model).name,
    'params', howdah_internal.taken_params(message, v_part.model, v_part.params),
    'messages',
      howdah_internal.strict_turns(v_part.before || case when v_summary.id is null then '[]' else jsonb_build_array(
        jsonb_build_object('role', 'user', 'content', howdah_internal.summary_block(v_summary.content))) end
      || v_history.messages || v_question_message))
    || case when v_left_out = '[]' then '{}' else jsonb_build_object('left_out', v_left_out) end;
end
$$;
comment on function howdah_internal.compose_request is
  'What the model is sent for an answer: the filled-in prompt, the summary of what was said before and does not fit, '
  'what was said since, and the question with its sources, as the user of the message sees them; in turns that every '
  'server takes, with the images and files that this model takes. left_out names the others.';
