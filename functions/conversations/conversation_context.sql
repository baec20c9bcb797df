create or replace function howdah.conversation_context(conversation_id uuid, max_tokens integer default null)
  returns table (seq bigint, role text, content text, token_count integer)
  language plpgsql
  stable
  security definer -- reads the conversation for a message of it
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_budget integer := coalesce(conversation_context.max_tokens, howdah.setting('context_tokens')::integer);
  v_message record;
  v_next uuid;
begin
  select c.head_message_id into v_next
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = conversation_context.conversation_id
     and (c.user_id = howdah.current_user_id() or howdah.current_user_id() is null and howdah.is_operator());
  if not found then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Pass an id of one of the user''s conversations.';
  end if;
  -- Walks up the branch and stops when the budget is spent: a long conversation costs no more than its end.
  while v_next is not null and v_budget > 0 loop
    select m.seq, m.role, m.content, m.parent_id, m.status, greatest(length(m.content) / 4, 1) as tokens
      into v_message
      from howdah.messages as m
     where m.tenant_id = v_tenant and m.id = v_next;
    v_next := v_message.parent_id;
    v_budget := v_budget - v_message.tokens;
    if v_message.content != '' and v_message.status in ('complete', 'cancelled') and v_budget >= 0 then
      seq := v_message.seq;
      role := v_message.role;
      content := v_message.content;
      token_count := v_message.tokens;
      return next;
    end if;
  end loop;
end
$$;
comment on function howdah.conversation_context(uuid, integer) is
  'The newest messages of a conversation''s branch that fit into max_tokens (estimated, four characters each; default '
  'setting context_tokens), newest first. Raises PT404. Example: select * from howdah.conversation_context(:conversation, 2000).';
