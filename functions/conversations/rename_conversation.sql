select howdah_internal.drop_former('howdah.rename_conversation(uuid, text)', 'boolean');
create or replace function howdah.rename_conversation(conversation_id uuid, title text)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_conversation howdah.conversations := howdah_internal.lock_conversation(rename_conversation.conversation_id);
begin
  if length(rename_conversation.title) > 500 then
    raise exception 'the title is longer than 500 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  update howdah.conversations as c
     set title = nullif(btrim(rename_conversation.title), '')
   where c.tenant_id = v_conversation.tenant_id and c.id = v_conversation.id;
  return true;
end
$$;
comment on function howdah.rename_conversation is
  'Gives a conversation a title; null or empty takes it away. Raises 28000, 22004, 22001, PT404. Example: select '
  'howdah.rename_conversation(:conversation, ''Refunds'').';
grant execute on function howdah.rename_conversation to howdah_app;
