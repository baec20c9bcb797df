drop function if exists howdah.start_conversation(text, text, jsonb, text, text, jsonb, uuid);
create or replace function howdah.start_conversation(
  title text default null,
  prompt text default null,
  variables jsonb default '{}',
  model text default null,
  collection text default 'default',
  metadata jsonb default '{}',
  conversation_id uuid default null,
  filter jsonb default '{}',
  document_ids uuid[] default null,
  min_similarity double precision default null,
  rerank text default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_variables jsonb := coalesce(start_conversation.variables, '{}');
  v_metadata jsonb := coalesce(start_conversation.metadata, '{}');
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah_internal.acting_user();
  v_prompt text := coalesce(start_conversation.prompt, howdah_internal.ensure_default_prompt());
  v_id uuid := coalesce(start_conversation.conversation_id, gen_random_uuid());
  v_model_id integer;
  v_reranker integer := case
    when start_conversation.rerank is not null then howdah_internal.find_model(start_conversation.rerank, 'rerank') end;
  v_version record;
begin
  if jsonb_typeof(v_variables) is distinct from 'object'
     or jsonb_typeof(v_metadata) is distinct from 'object' then
    raise exception 'variables or metadata is not a JSON object'
      using errcode = '22023', hint = 'Pass objects such as {"product": "howdah"}.';
  end if;
  if length(start_conversation.title) > 500 then
    raise exception 'the title is longer than 500 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  select p.prompt_version_id as id, p.model_id into v_version
    from howdah_internal.prompt_for(v_tenant, v_prompt, 'production', v_user, v_id) as p;
  if start_conversation.collection is not null and start_conversation.collection not in ('*', 'default')
     and not exists (
       select from howdah.collections as c
        where c.tenant_id = v_tenant and c.name = start_conversation.collection
     ) then
    raise exception 'there is no such collection'
      using errcode = 'PT404', hint = 'Call howdah.create_collection, or pass null to answer without sources.';
  end if;
  perform howdah_internal.check_sources(
    v_tenant, v_user, start_conversation.collection, start_conversation.filter, start_conversation.document_ids,
    start_conversation.min_similarity);
  if start_conversation.model is not null then
    v_model_id := howdah_internal.find_model(start_conversation.model, 'chat');
  end if;
  insert into howdah.conversations (
    tenant_id, id, user_id, title, prompt, variables, model_id, model, system_prompt_id, collection, metadata,
    filter, document_ids, min_similarity, rerank_model_id
  )
  values (
    v_tenant, v_id, v_user, start_conversation.title, v_prompt, v_variables, v_model_id,
    (select m.name from howdah.models as m
      where m.id = coalesce(v_model_id, v_version.model_id, howdah_internal.default_model('chat'))),
    v_version.id, start_conversation.collection, v_metadata, coalesce(start_conversation.filter, '{}'),
    start_conversation.document_ids, start_conversation.min_similarity, v_reranker
  )
  on conflict do nothing;
  if not found and not exists (
    select from howdah.conversations as c
     where c.tenant_id = v_tenant and c.id = v_id and c.user_id is not distinct from v_user
  ) then
    raise exception 'this conversation id is taken'
      using errcode = 'PT409', hint = 'Use a new random uuid for each conversation.';
  end if;
  return v_id;
end
$$;
comment on function howdah.start_conversation is
  'Starts a conversation of the current user and returns its id. Answers use the prompt (default answer), the model '
  '(default: the prompt''s, else the setting) and the documents of the collection; null is none, * all. Of these only '
  'passages that fulfil filter (as in search), are of document_ids and at least min_similarity (cosine, -1 to 1) near '
  'to the question are its sources; a question may name others. rerank is a model of that kind for them, instead of '
  'the collection''s. With a conversation_id of your own, calling again changes nothing. Raises 28000, 22023, 22001, '
  'PT404, PT409. Example: select howdah.start_conversation(''Refunds'').';
grant execute on function howdah.start_conversation to howdah_app;
