create or replace function howdah_internal.find_conversation(conversation_id uuid)
  returns howdah.conversations
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah_internal.reading_user();
  v_conversation howdah.conversations;
begin
  if find_conversation.conversation_id is null then
    raise exception 'conversation_id is required'
      using errcode = '22004', hint = 'Pass the id that start_conversation returned.';
  end if;
  select c.* into v_conversation
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = find_conversation.conversation_id and (c.user_id = v_user or v_user is null);
  if not found then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Pass an id of one of the user''s conversations.';
  end if;
  return v_conversation;
end
$$;
comment on function howdah_internal.find_conversation is
  'A conversation of the user. Raises 28000, 22004, PT404.';
