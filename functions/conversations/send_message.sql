drop function if exists howdah.send_message(uuid, text, text, jsonb, text, text, timestamptz, uuid);
create or replace function howdah.send_message(
  conversation_id uuid,
  content text,
  request_key text default null,
  variables jsonb default '{}',
  model text default null,
  run_by text default 'worker',
  deadline timestamptz default null,
  parent_message_id uuid default null,
  filter jsonb default null,
  document_ids uuid[] default null,
  min_similarity double precision default null,
  parts jsonb default null,
  rerank text default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_variables jsonb := coalesce(send_message.variables, '{}');
  v_run_by text := coalesce(send_message.run_by, 'worker');
  v_conversation howdah.conversations;
  v_reranker integer := case
    when send_message.rerank is not null then howdah_internal.find_model(send_message.rerank, 'rerank') end;
begin
  perform howdah_internal.check_question(
    send_message.content, send_message.request_key, v_variables, v_run_by);
  perform howdah_internal.check_parts(send_message.parts, '{text,image,file}');
  v_conversation := howdah_internal.lock_conversation(send_message.conversation_id);
  perform howdah_internal.check_sources(
    v_conversation.tenant_id, v_conversation.user_id, v_conversation.collection, send_message.filter,
    send_message.document_ids, send_message.min_similarity);
  return coalesce(
    howdah_internal.repeated_answer(v_conversation, send_message.request_key, 'user'),
    howdah_internal.begin_answer(
      v_conversation,
      howdah_internal.insert_message(
        v_conversation, howdah_internal.branch_point(v_conversation, send_message.parent_message_id), 'user',
        send_message.content, send_message.request_key, v_variables, filter => send_message.filter,
        document_ids => send_message.document_ids, min_similarity => send_message.min_similarity,
        parts => send_message.parts, reranker => v_reranker),
      send_message.model, v_run_by, send_message.deadline));
end
$$;
comment on function howdah.send_message is
  'Asks in a conversation and returns the id of the pending answer, which a worker writes: poll read_message. With '
  'run_by caller nobody does until the application calls claim_message. The same request_key again returns the same '
  'answer. With parent_message_id the question follows that message, in a branch of its own, instead of the last one '
  'shown. filter, document_ids and min_similarity stand for this question instead of those of the conversation; {} is '
  'no filter. parts are what goes with the text: [{"type": "image", "url": "https://.."}], also text and file, by '
  'http(s) or data URL; a model that does not take them is told what was left out. rerank is a model of that kind for '
  'the sources of this question. Raises 28000, 22004, 22023, 22001 above 32,000 characters or what the model takes, '
  'PT404, PT409 for a request_key of something else, PT422 for missing prompt variables, PT429 and PT402 where a '
  'limit or budget has no room (DETAIL has retry_after). Example: select howdah.send_message(:conversation, ''How do '
  'refunds work?'').';
grant execute on function howdah.send_message to howdah_app;
