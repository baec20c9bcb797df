create or replace function howdah.delete_conversation(conversation_id uuid)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.acting_user();
  v_ids bigint[];
begin
  if delete_conversation.conversation_id is null then
    raise exception 'conversation_id is required'
      using errcode = '22004', hint = 'Pass the id that start_conversation returned.';
  end if;
  -- Jobs first: that is the lock order of everybody. One that runs stays, so that its call is still recorded.
  v_ids := array(
    select j.id
      from howdah.conversations as c
      join howdah.messages as m
        on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.status in ('pending', 'streaming')
      join howdah.jobs as j
        on j.kind = 'chat' and j.tenant_id = m.tenant_id and j.payload ->> 'message_id' = m.id::text
     where c.tenant_id = v_tenant and c.id = delete_conversation.conversation_id
       and (c.user_id is not distinct from v_user or v_user is null)
       and j.state = 'ready'
     order by j.id
       for update of j
  );
  perform howdah.finish_jobs(v_ids, null, 'cancelled');
  delete from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = delete_conversation.conversation_id
     and (c.user_id is not distinct from v_user or v_user is null);
  if not found then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Pass an id of one of the user''s conversations.';
  end if;
end
$$;
comment on function howdah.delete_conversation(uuid) is
  'Deletes a conversation for good, with its messages, requests, citations and feedback; what it cost stays in the '
  'usage. Raises 28000, 22004, PT404. Example: select howdah.delete_conversation(:conversation).';
