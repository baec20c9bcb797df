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
  v_next uuid;
begin
  -- What the system said stays, the oldest first, and leaves less for the rest.
  for v_message in
    with recursive instructions as (
      select i.* from howdah.messages as i
       where i.tenant_id = message_history.tenant
         and i.id = (
           select case when m.role in ('system', 'developer') then m.id else m.instruction_id end
             from howdah.messages as m
            where m.tenant_id = message_history.tenant and m.id = message_history.message_id
         )
      union all
      select i.*
        from instructions as n
       cross join lateral (
         select m.* from howdah.messages as m
          where m.tenant_id = message_history.tenant and m.id = n.instruction_id
          limit 1
       ) as i
    )
    select n.seq, n.role, n.content, greatest(length(n.content) / 4, 1) as tokens
      from instructions as n
     where n.content != '' and n.status = 'complete'
     order by n.seq
  loop
    v_budget := v_budget - v_message.tokens;
    exit when v_budget < 0;
    seq := v_message.seq;
    role := v_message.role;
    content := v_message.content;
    token_count := v_message.tokens;
    return next;
  end loop;
  -- Walks up the branch and stops when the budget is spent: a long conversation costs no more than its end.
  v_next := message_history.message_id;
  while v_next is not null and v_budget > 0 loop
    select m.seq, m.role, m.content, m.parent_id, m.status, greatest(length(m.content) / 4, 1) as tokens
      into v_message
      from howdah.messages as m
     where m.tenant_id = message_history.tenant and m.id = v_next;
    exit when not found;
    v_next := v_message.parent_id;
    continue when v_message.content = '' or v_message.status not in ('complete', 'cancelled')
      or v_message.role in ('system', 'developer');
    v_budget := v_budget - v_message.tokens;
    exit when v_budget < 0;
    seq := v_message.seq;
    role := v_message.role;
    content := v_message.content;
    token_count := v_message.tokens;
    return next;
  end loop;
end
$$;
comment on function howdah.message_history(text, uuid, integer) is
  'A message and those before it in its branch that fit into max_tokens (null is the setting context_tokens): '
  'system and developer messages always, then the newest of the others.';
