drop function if exists howdah.list_conversations(boolean, integer, uuid);
create or replace function howdah.list_conversations(
  is_archived boolean default false,
  max_conversations double precision default 50,
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
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_is_archived boolean := coalesce(list_conversations.is_archived, false);
  v_max_conversations integer := howdah_internal.whole(
    'max_conversations', coalesce(list_conversations.max_conversations, 50));
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah_internal.reading_user();
  v_before howdah.conversations;
begin
  if v_max_conversations not between 1 and 1000 then
    raise exception 'max_conversations is out of range' using errcode = '22023', hint = 'Pass 1 to 1000.';
  end if;
  select c.* into v_before
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = list_conversations.before_conversation_id
     and c.user_id is not distinct from v_user;
  -- Else the first page would come again, and who reads page by page would never end.
  if not found and list_conversations.before_conversation_id is not null then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'It may have been deleted: begin again without before_conversation_id.';
  end if;
  return query
  select c.id, c.title, left(coalesce(e.content, q.content), 200), c.prompt, o.provider || '/' || o.name,
         c.collection, c.metadata, c.last_seq, c.archived_at, c.created_at, c.updated_at
    from (
      -- One of the two is empty. A single condition for both would use no index.
      select i.* from howdah.conversations as i where i.tenant_id = v_tenant and i.user_id = v_user
      union all
      select i.* from howdah.conversations as i where i.tenant_id = v_tenant and i.user_id is null and v_user is null
    ) as c
    left join howdah.models as o on o.id = c.model_id
    left join lateral (
      select m.id, m.parent_id, m.content from howdah.messages as m
       where m.tenant_id = v_tenant and m.conversation_id = c.id and m.role = 'user'
       order by m.seq
       limit 1
    ) as q on true
    left join lateral (
      -- Asked in other words: the one of the branch that is shown.
      select m.content from howdah.messages as m
       where m.tenant_id = v_tenant and m.role = 'user'
         and m.id = any (howdah_internal.branch_messages(v_tenant, c.head_message_id, 10000))
       order by m.seq
       limit 1
    ) as e on exists (
      select from howdah.messages as s
       where s.tenant_id = v_tenant and s.conversation_id = c.id and s.role = 'user' and s.id != q.id
         and s.parent_id is not distinct from q.parent_id
    )
   where not c.is_one_shot
     and (c.archived_at is not null) = v_is_archived
     and (v_before.id is null or (c.updated_at, c.id) < (v_before.updated_at, v_before.id))
   order by c.updated_at desc, c.id desc
   limit v_max_conversations;
end
$$;
comment on function howdah.list_conversations is
  'The user''s conversations, the one with the newest message first, without those of run_prompt: open ones, or '
  'archived ones. For the next page pass the last id as before_conversation_id. Raises 28000, 22023, PT404. Example: '
  'select conversation_id, coalesce(title, first_question) from howdah.list_conversations().';
grant execute on function howdah.list_conversations to howdah_app;
