create or replace function howdah_internal.reviewed_message(message_id uuid)
  returns howdah.messages
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_message howdah.messages;
begin
  if not howdah_internal.is_admin() then
    if not howdah_internal.is_reviewer() then
      return howdah_internal.find_message(reviewed_message.message_id);
    end if;
    v_tenant := howdah_internal.reviewing_tenant();
  end if;
  if reviewed_message.message_id is null then
    raise exception 'message_id is required' using errcode = '22004', hint = 'Pass the id of a message.';
  end if;
  select m.* into v_message
    from howdah.messages as m
   where m.tenant_id = v_tenant and m.id = reviewed_message.message_id;
  if not found then
    raise exception 'there is no such message'
      using errcode = 'PT404', hint = 'Pass the id of a message of the tenant that howdah.act_as has set.';
  end if;
  if (v_message.user_id = howdah.current_user_id()) is not true then
    perform howdah_internal.log_review(v_tenant, v_message.conversation_id, v_message.id);
  end if;
  return v_message;
end
$$;
comment on function howdah_internal.reviewed_message is
  'A message that the caller may look into: the user''s own; for reviewer and administrator any of the tenant, and '
  'then the access log has a row of it. Raises 28000, 22004, PT404, 25006.';
