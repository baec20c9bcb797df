drop function if exists howdah_internal.insert_message(
  howdah.conversations, uuid, text, text, text, jsonb, timestamptz, jsonb);
drop function if exists howdah_internal.insert_message(howdah.conversations, uuid, text, text, text, jsonb);
drop function if exists howdah_internal.insert_message(
  howdah.conversations, uuid, text, text, text, jsonb, timestamptz, jsonb);
create or replace function howdah_internal.insert_message(
  conversation howdah.conversations,
  parent_id uuid,
  role text,
  content text,
  request_key text default null,
  variables jsonb default '{}',
  created_at timestamptz default null,
  parts jsonb default null,
  filter jsonb default null,
  document_ids uuid[] default null,
  min_similarity double precision default null,
  reranker integer default null
)
  returns howdah.messages
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_message howdah.messages;
begin
  insert into howdah.messages (
    tenant_id, conversation_id, seq, parent_id, instruction_id, role, content, user_id, request_key, variables,
    created_at, completed_at, parts, filter, document_ids, min_similarity, tokens_above, rerank_model_id
  )
  values (
    (conversation).tenant_id, (conversation).id, (conversation).last_seq + 1, insert_message.parent_id,
    howdah_internal.instruction_above((conversation).tenant_id, insert_message.parent_id), insert_message.role,
    insert_message.content, (conversation).user_id, insert_message.request_key, insert_message.variables,
    coalesce(insert_message.created_at, howdah.now()), coalesce(insert_message.created_at, howdah.now()),
    nullif(insert_message.parts, '[]'), insert_message.filter, insert_message.document_ids,
    insert_message.min_similarity, howdah_internal.tokens_below((conversation).tenant_id, insert_message.parent_id),
    insert_message.reranker
  )
  returning * into v_message;
  return v_message;
end
$$;
comment on function howdah_internal.insert_message is
  'Adds a whole message to a locked conversation, whose head and numbering the caller then moves.';
