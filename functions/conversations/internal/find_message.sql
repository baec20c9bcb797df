create or replace function howdah_internal.find_message(message_id uuid)
  returns howdah.messages
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah_internal.reading_user();
  v_message howdah.messages;
begin
  if find_message.message_id is null then
    raise exception 'message_id is required' using errcode = '22004', hint = 'Pass the id of a message.';
  end if;
  select m.* into v_message
    from howdah.messages as m
   where m.tenant_id = v_tenant and m.id = find_message.message_id and (m.user_id = v_user or v_user is null);
  if not found then
    raise exception 'there is no such message'
      using errcode = 'PT404', hint = 'Pass the id of a message in one of the user''s conversations.';
  end if;
  return v_message;
end
$$;
comment on function howdah_internal.find_message is 'A message of the user. Raises 28000, 22004, PT404.';
