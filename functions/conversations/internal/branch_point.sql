create or replace function howdah_internal.branch_point(conversation howdah.conversations, parent_message_id uuid)
  returns uuid
  language plpgsql
  volatile
as $$
begin
  if branch_point.parent_message_id is null then
    return (conversation).head_message_id;
  end if;
  if (howdah_internal.find_message(branch_point.parent_message_id)).conversation_id != (conversation).id then
    raise exception 'there is no such message in this conversation'
      using errcode = 'PT404', hint = 'Pass the id of a message in this conversation.';
  end if;
  return branch_point.parent_message_id;
end
$$;
comment on function howdah_internal.branch_point is
  'The message that the next one follows: the last one shown, or the one that is named. Raises PT404.';
