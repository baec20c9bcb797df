select howdah_internal.drop_former('howdah.archive_conversation(uuid, boolean)', 'boolean');
create or replace function howdah.archive_conversation(conversation_id uuid, is_archived boolean default true)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_is_archived boolean := coalesce(archive_conversation.is_archived, true);
  v_conversation howdah.conversations := howdah_internal.lock_conversation(archive_conversation.conversation_id);
begin
  update howdah.conversations as c
     set archived_at = case when v_is_archived then coalesce(c.archived_at, howdah.now()) end
   where c.tenant_id = v_conversation.tenant_id and c.id = v_conversation.id;
  return true;
end
$$;
comment on function howdah.archive_conversation is
  'Takes a conversation out of the user''s list, or back into it; it can be read and gone on with all the same. '
  'Raises 28000, PT404. Example: select howdah.archive_conversation(:conversation).';
grant execute on function howdah.archive_conversation to howdah_app;
