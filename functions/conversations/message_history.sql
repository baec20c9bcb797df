create or replace function howdah.message_history(tenant text, message_id uuid, max_tokens integer)
  returns table (seq bigint, role text, content text, token_count integer)
  language plpgsql
  stable
  security definer -- the caller has checked whose conversation it is
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_budget integer := coalesce(message_history.max_tokens, howdah.setting('context_tokens')::integer);
  v_message record;
  v_next uuid := message_history.message_id;
begin
  -- Walks up the branch and stops when the budget is spent: a long conversation costs no more than its end.
  while v_next is not null and v_budget > 0 loop
    select m.seq, m.role, m.content, m.parent_id, m.status, greatest(length(m.content) / 4, 1) as tokens
      into v_message
      from howdah.messages as m
     where m.tenant_id = message_history.tenant and m.id = v_next;
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
comment on function howdah.message_history(text, uuid, integer) is
  'A message and those before it in its branch that fit into max_tokens (null is the setting context_tokens), newest first.';
