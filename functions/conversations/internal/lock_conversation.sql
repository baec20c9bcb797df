create or replace function howdah_internal.lock_conversation(conversation_id uuid)
  returns howdah.conversations
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah_internal.acting_user();
  v_conversation howdah.conversations;
begin
  if lock_conversation.conversation_id is null then
    raise exception 'conversation_id is required'
      using errcode = '22004', hint = 'Pass the id that start_conversation returned.';
  end if;
  select c.* into v_conversation
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = lock_conversation.conversation_id
     and (c.user_id is not distinct from v_user or v_user is null)
     and not c.is_one_shot
     for no key update;
  if not found then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Start one with howdah.start_conversation, as the same user.';
  end if;
  return v_conversation;
end
$$;
comment on function howdah_internal.lock_conversation is
  'A conversation of the user, locked: messages take their order under this lock. Raises 28000, 22004, PT404.';
