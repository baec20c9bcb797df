create or replace function howdah_internal.traced_message(message_id uuid)
  returns howdah.messages
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_message howdah.messages;
begin
  if not howdah_internal.is_admin() then
    return howdah_internal.find_message(traced_message.message_id);
  end if;
  if traced_message.message_id is null then
    raise exception 'message_id is required' using errcode = '22004', hint = 'Pass the id of a message.';
  end if;
  select m.* into v_message
    from howdah.messages as m
   where m.tenant_id = v_tenant and m.id = traced_message.message_id;
  if not found then
    raise exception 'there is no such message'
      using errcode = 'PT404', hint = 'Pass the id of a message of the tenant that howdah.act_as has set.';
  end if;
  return v_message;
end
$$;
comment on function howdah_internal.traced_message is
  'A message that the caller may look into: the user''s own, for the administrator any of the tenant. Raises 28000, '
  '22004, PT404.';
