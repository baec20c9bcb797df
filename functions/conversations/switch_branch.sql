create or replace function howdah.switch_branch(message_id uuid)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.find_message(switch_branch.message_id);
  v_conversation howdah.conversations := howdah_internal.lock_conversation(v_message.conversation_id);
  v_tip uuid;
begin
  with recursive below as (
    select v_message.id as id, v_message.seq as seq
    union all
    select c.id, c.seq
      from below as b
     cross join lateral (
       select m.id, m.seq from howdah.messages as m
        where m.tenant_id = v_message.tenant_id and m.parent_id = b.id
       -- A limit beyond every number of siblings: without one the planner reads the whole table.
        limit 1000000
     ) as c
  )
  select b.id into v_tip from below as b order by b.seq desc limit 1;
  update howdah.conversations as c
     set head_message_id = v_tip
   where c.tenant_id = v_conversation.tenant_id and c.id = v_conversation.id
     and c.head_message_id is distinct from v_tip;
  return v_tip;
end
$$;
comment on function howdah.switch_branch is
  'Shows the branch that a message is part of, to the newest message below it, whose id it returns: what is asked '
  'next follows that one. Raises 28000, 22004, PT404. Example: select howdah.switch_branch(:other_answer).';
grant execute on function howdah.switch_branch to howdah_app;
