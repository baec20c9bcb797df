drop function if exists howdah.edit_message(uuid, text, text, jsonb, text, text, timestamptz);
create or replace function howdah.edit_message(
  message_id uuid,
  content text,
  request_key text default null,
  variables jsonb default null,
  model text default null,
  run_by text default 'worker',
  deadline timestamptz default null,
  parts jsonb default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_run_by text := coalesce(edit_message.run_by, 'worker');
  v_message howdah.messages := howdah_internal.find_message(edit_message.message_id);
  v_conversation howdah.conversations := howdah_internal.lock_conversation(v_message.conversation_id);
  v_variables jsonb := coalesce(edit_message.variables, v_message.variables);
begin
  perform howdah_internal.check_question(
    edit_message.content, edit_message.request_key, v_variables, v_run_by);
  perform howdah_internal.check_parts(edit_message.parts, '{text,image,file}');
  if v_message.role != 'user' then
    raise exception 'this message is no question'
      using errcode = 'PT409', hint = 'Pass the id of a question; an answer can be made again with howdah.regenerate.';
  end if;
  return coalesce(
    howdah_internal.repeated_answer(v_conversation, edit_message.request_key, 'user'),
    howdah_internal.begin_answer(
      v_conversation,
      howdah_internal.insert_message(
        v_conversation, v_message.parent_id, 'user', edit_message.content, edit_message.request_key, v_variables,
        filter => v_message.filter, document_ids => v_message.document_ids,
        min_similarity => v_message.min_similarity, reranker => v_message.rerank_model_id,
        parts => coalesce(edit_message.parts, v_message.parts)),
      edit_message.model, v_run_by, edit_message.deadline));
end
$$;
comment on function howdah.edit_message is
  'Asks a question in other words: the new one stands beside the old one, which stays with all that follows it, has '
  'its filter, document_ids, min_similarity and rerank, and the conversation shows the new branch. parts null keeps '
  'those that it had. Returns the id of the pending answer. Raises as send_message, PT409 for a message that is no '
  'question. Example: select howdah.edit_message(:question, ''How long do refunds to a card take?'').';
grant execute on function howdah.edit_message to howdah_app;
