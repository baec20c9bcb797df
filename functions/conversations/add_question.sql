create or replace function howdah.add_question(
  conversation howdah.conversations,
  parent_id uuid,
  content text,
  request_key text,
  variables jsonb
)
  returns uuid
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_id uuid;
begin
  insert into howdah.messages (
    tenant_id, conversation_id, seq, parent_id, instruction_id, role, content, user_id, request_key, variables,
    completed_at
  )
  values (
    (conversation).tenant_id, (conversation).id, (conversation).last_seq + 1, add_question.parent_id,
    howdah.instruction_above((conversation).tenant_id, add_question.parent_id), 'user', add_question.content,
    (conversation).user_id, add_question.request_key, add_question.variables, howdah.now()
  )
  returning id into v_id;
  return v_id;
end
$$;
comment on function howdah.add_question(howdah.conversations, uuid, text, text, jsonb) is
  'Adds a question to a locked conversation; begin_answer then moves its head and its numbering.';
