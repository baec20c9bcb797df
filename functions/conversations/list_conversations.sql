create or replace function howdah.list_conversations(
  is_archived boolean default false,
  max_conversations integer default 50,
  before_conversation_id uuid default null
)
  returns table (
    conversation_id uuid,
    title text,
    first_question text,
    prompt text,
    model text,
    collection text,
    metadata jsonb,
    message_count bigint,
    archived_at timestamptz,
    created_at timestamptz,
    updated_at timestamptz
  )
  language plpgsql
  stable
  security definer -- lists the conversations of the user of the context
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.current_user_id();
  v_before record;
begin
  if v_user is null and not howdah.is_operator() then
    raise exception 'no user is set'
      using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, in the same transaction.';
  end if;
  if list_conversations.is_archived is null or list_conversations.max_conversations is null
     or list_conversations.max_conversations not between 1 and 1000 then
    raise exception 'is_archived or max_conversations is out of range'
      using errcode = '22023', hint = 'is_archived is true or false, max_conversations 1 to 1000.';
  end if;
  select coalesce(max(c.updated_at), 'infinity') as updated_at, list_conversations.before_conversation_id as id
    into v_before
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = list_conversations.before_conversation_id
     and c.user_id is not distinct from v_user;
  return query
  select c.id, c.title, left(q.content, 200), c.prompt, o.provider || '/' || o.name, c.collection, c.metadata,
         c.last_seq, c.archived_at, c.created_at, c.updated_at
    from (
      -- One of the two: a condition that covers both would find no index.
      select i.* from howdah.conversations as i where i.tenant_id = v_tenant and i.user_id = v_user
      union all
      select i.* from howdah.conversations as i where i.tenant_id = v_tenant and i.user_id is null and v_user is null
    ) as c
    left join howdah.models as o on o.id = c.model_id
    left join lateral (
      select m.content from howdah.messages as m
       where m.tenant_id = v_tenant and m.conversation_id = c.id and m.role = 'user'
       order by m.seq
       limit 1
    ) as q on true
   where not c.is_one_shot
     and (c.archived_at is not null) = list_conversations.is_archived
     and (v_before.updated_at = 'infinity' or (c.updated_at, c.id) < (v_before.updated_at, v_before.id))
   order by c.updated_at desc, c.id desc
   limit list_conversations.max_conversations;
end
$$;
comment on function howdah.list_conversations(boolean, integer, uuid) is
  'The user''s conversations, the one with the newest message first, without those of run_prompt: open ones, or '
  'archived ones. For the next page pass the last id as before_conversation_id. Raises 28000, 22023. Example: '
  'select conversation_id, coalesce(title, first_question) from howdah.list_conversations().';
