create or replace function howdah_internal.verify_conversations()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'waiting_answer_has_its_job', format('message %s of tenant %s', m.id, m.tenant_id),
         format('it is %s and nobody works on it', m.status), 'howdah.cancel_message, then howdah.regenerate'
    from howdah.messages as m
   where m.status in ('pending', 'streaming')
     and not exists (
       select from howdah_internal.jobs as j
        where j.tenant_id = m.tenant_id and j.message_id = m.id
     )
  union all
  select 'head_is_in_its_conversation', format('conversation %s of tenant %s', c.id, c.tenant_id),
         'the message that it shows last is not there', 'howdah.switch_branch to a message that is'
    from howdah.conversations as c
   where c.head_message_id is not null
     and not exists (
       select from howdah.messages as m
        where m.tenant_id = c.tenant_id and m.id = c.head_message_id and m.conversation_id = c.id
     )
  union all
  select 'message_follows_one_of_its_conversation', format('message %s of tenant %s', m.id, m.tenant_id),
         'the message before it is not there or of another conversation', 'compare with a backup'
    from howdah.messages as m
   where m.parent_id is not null
     and not exists (
       select from howdah.messages as p
        where p.tenant_id = m.tenant_id and p.id = m.parent_id and p.conversation_id = m.conversation_id
          and p.seq < m.seq
     );
end
$$;
comment on function howdah_internal.verify_conversations is
  'The part of verify() about conversations: answers that nobody makes, and messages outside of their tree.';
