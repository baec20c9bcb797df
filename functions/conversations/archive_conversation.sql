create or replace function howdah.archive_conversation(conversation_id uuid, is_archived boolean default true)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_conversation howdah.conversations := howdah.lock_conversation(archive_conversation.conversation_id);
begin
  if archive_conversation.is_archived is null then
    raise exception 'is_archived is required' using errcode = '22004', hint = 'Pass true, or false to bring it back.';
  end if;
  update howdah.conversations as c
     set archived_at = case when archive_conversation.is_archived then coalesce(c.archived_at, howdah.now()) end
   where c.tenant_id = v_conversation.tenant_id and c.id = v_conversation.id;
end
$$;
comment on function howdah.archive_conversation(uuid, boolean) is
  'Takes a conversation out of the user''s list, or back into it; it can be read and gone on with all the same. '
  'Raises 28000, 22004, PT404. Example: select howdah.archive_conversation(:conversation).';
