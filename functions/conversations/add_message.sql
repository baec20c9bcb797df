drop function if exists howdah.add_message(uuid, text, text, text, uuid);
create or replace function howdah.add_message(
  conversation_id uuid,
  role text,
  content text,
  request_key text default null,
  parent_message_id uuid default null,
  created_at timestamptz default null,
  parts jsonb default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_conversation howdah.conversations;
  v_id uuid;
  v_role text;
begin
  if add_message.role is null or add_message.content is null then
    raise exception 'role and content are required'
      using errcode = '22004', hint = 'Example: select howdah.add_message(:conversation, ''user'', ''How long?'').';
  end if;
  if add_message.role not in ('system', 'developer', 'user', 'assistant', 'tool')
     or btrim(add_message.content, E' \t\r\n') = '' and coalesce(add_message.parts, '[]') = '[]'
     or add_message.created_at > howdah.now() or not isfinite(add_message.created_at) or add_message.request_key = ''
     or length(add_message.request_key) > 200 then
    raise exception 'role, content, request_key or created_at is out of range'
      using errcode = '22023',
            hint = 'role is system, developer, user, assistant or tool, content not empty where there are no parts, '
              'request_key 1 to 200 characters, created_at not later than now.';
  end if;
  if length(add_message.content) > 200000 then
    raise exception 'the message is longer than 200,000 characters' using errcode = '22001', hint = 'Split it.';
  end if;
  perform howdah_internal.check_parts(add_message.parts);
  v_conversation := howdah_internal.lock_conversation(add_message.conversation_id);
  select m.id, m.role into v_id, v_role
    from howdah.messages as m
   where m.tenant_id = v_conversation.tenant_id and m.conversation_id = v_conversation.id
     and m.request_key = add_message.request_key;
  if v_role != add_message.role then
    raise exception 'this request_key was used for something else'
      using errcode = 'PT409', hint = 'Use a new key for each message, and the same one only to repeat it.';
  elsif v_id is not null then
    return v_id;
  end if;
  v_id := (howdah_internal.insert_message(
    v_conversation, howdah_internal.branch_point(v_conversation, add_message.parent_message_id), add_message.role,
    add_message.content, add_message.request_key, created_at => add_message.created_at, parts => add_message.parts)).id;
  update howdah.conversations as c
     set last_seq = c.last_seq + 1, head_message_id = v_id, updated_at = howdah.now()
   where c.tenant_id = v_conversation.tenant_id and c.id = v_conversation.id;
  return v_id;
end
$$;
comment on function howdah.add_message is
  'Adds a message without a model call and returns its id: history from elsewhere, instructions (system, developer), '
  'what a person answered. It follows the last message shown, or parent_message_id. The same request_key again adds '
  'nothing. created_at is when it was written, for what is brought along; parts what it has besides its text. Raises '
  '28000, 22004, 22023, 22001 above 200,000 characters, PT404, PT409 for a request_key of something else. Example: '
  'select howdah.add_message(:conversation, ''system'', ''The customer has a gold card.'').';
grant execute on function howdah.add_message to howdah_app;
