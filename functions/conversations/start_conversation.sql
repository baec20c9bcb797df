create or replace function howdah.start_conversation(
  title text default null,
  prompt text default null,
  variables jsonb default '{}',
  model text default null,
  collection text default 'default',
  metadata jsonb default '{}',
  conversation_id uuid default null
)
  returns uuid
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.acting_user();
  v_prompt text := coalesce(start_conversation.prompt, howdah.ensure_default_prompt());
  v_model_id integer;
  v_id uuid := coalesce(start_conversation.conversation_id, gen_random_uuid());
begin
  if jsonb_typeof(start_conversation.variables) is distinct from 'object'
     or jsonb_typeof(start_conversation.metadata) is distinct from 'object' then
    raise exception 'variables or metadata is not a JSON object'
      using errcode = '22023', hint = 'Pass objects such as {"product": "howdah"}.';
  end if;
  if length(start_conversation.title) > 500 then
    raise exception 'the title is longer than 500 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  perform from howdah.active_prompt(v_prompt);
  if start_conversation.collection is not null and start_conversation.collection not in ('*', 'default')
     and not exists (
       select from howdah.collections as c
        where c.tenant_id = v_tenant and c.name = start_conversation.collection
     ) then
    raise exception 'there is no such collection'
      using errcode = 'PT404', hint = 'Create it with howdah.create_collection, or pass null to answer without sources.';
  end if;
  if start_conversation.model is not null then
    v_model_id := howdah.find_model(start_conversation.model, 'chat');
  end if;
  insert into howdah.conversations (
    tenant_id, id, user_id, title, prompt, variables, model_id, collection, metadata
  )
  values (
    v_tenant, v_id, v_user, start_conversation.title, v_prompt, start_conversation.variables, v_model_id,
    start_conversation.collection, start_conversation.metadata
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
comment on function howdah.start_conversation(text, text, jsonb, text, text, jsonb, uuid) is
  'Starts a conversation of the current user and returns its id. Answers use the prompt (default answer), the model '
  '(default: the prompt''s, else the setting) and the documents of the collection; null is none, * all. With a '
  'conversation_id of your own, calling again changes nothing. Raises 28000, 22023, 22001, PT404, PT409. '
  'Example: select howdah.start_conversation(''Refunds'').';
