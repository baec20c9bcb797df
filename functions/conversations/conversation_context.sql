create or replace function howdah.conversation_context(conversation_id uuid, max_tokens integer default null)
  returns table (seq bigint, role text, content text, token_count integer)
  language plpgsql
  stable
  security definer -- checks the conversation's user itself
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_head uuid;
begin
  select c.head_message_id into v_head
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = conversation_context.conversation_id
     and (c.user_id = howdah.current_user_id() or howdah.current_user_id() is null and howdah.is_operator());
  if not found then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Pass an id of one of the user''s conversations.';
  end if;
  return query
  select h.seq, h.role, h.content, h.token_count
    from howdah.message_history(v_tenant, v_head, conversation_context.max_tokens) as h;
end
$$;
comment on function howdah.conversation_context(uuid, integer) is
  'What a model would be told of a conversation: of the branch that is shown all system and developer messages and '
  'the newest others that fit into max_tokens (estimated, four characters each; default setting context_tokens), '
  'newest first. Raises PT404. Example: select * from howdah.conversation_context(:conversation, 2000).';
