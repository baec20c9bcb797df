create or replace function howdah.summaries_of_conversation(conversation_id uuid)
  returns table (
    summary_id uuid,
    from_seq bigint,
    to_seq bigint,
    message_id uuid,
    status text,
    content text,
    token_count integer,
    former_id uuid,
    run_id uuid,
    model text,
    prompt text,
    prompt_version integer,
    cost_cents numeric,
    error_code text,
    error_message text,
    attempt integer,
    created_at timestamptz,
    completed_at timestamptz
  )
  language plpgsql
  volatile -- a look of others is noted
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_conversation howdah.conversations;
begin
  if howdah_internal.is_admin() or howdah_internal.is_reviewer() then
    v_tenant := case when howdah_internal.is_admin() then v_tenant else howdah_internal.reviewing_tenant() end;
    select c.* into v_conversation
      from howdah.conversations as c
     where c.tenant_id = v_tenant and c.id = summaries_of_conversation.conversation_id;
    if summaries_of_conversation.conversation_id is not null and not found then
      raise exception 'there is no such conversation'
        using errcode = 'PT404', hint = 'Pass the id of a conversation of the tenant that howdah.act_as has set.';
    end if;
  end if;
  if v_conversation.id is null then
    v_conversation := howdah_internal.find_conversation(summaries_of_conversation.conversation_id);
  elsif (v_conversation.user_id = howdah.current_user_id()) is not true then
    perform howdah_internal.log_review(v_tenant, v_conversation.id);
  end if;
  return query
  select s.id, s.from_seq, s.to_seq, s.message_id,
         case when s.stale_at is not null then 'stale' when s.content is not null then 'complete'
           when r.status in ('pending', 'streaming') then 'pending' else 'failed' end,
         s.content, s.token_count, s.former_id, s.run_id, m.provider || '/' || m.name, v.prompt, v.version,
         r.cost_cents, coalesce(s.error_code, r.error_code), r.error_message, s.attempt, s.created_at, s.completed_at
    from howdah.conversation_summaries as s
    left join howdah.messages as r on r.tenant_id = v_tenant and r.id = s.run_id
    left join howdah.models as m on m.id = r.model_id
    left join howdah_internal.prompt_versions as v on v.tenant_id = v_tenant and v.id = r.prompt_version_id
   where s.tenant_id = v_tenant and s.conversation_id = v_conversation.id
   order by s.to_seq, s.created_at, s.id;
end
$$;
comment on function howdah.summaries_of_conversation is
  'The summaries of a conversation, by the last message that they cover: what they say, status (pending, complete, '
  'failed, stale: a message that it covers was changed), the call that wrote it (message_trace(run_id) has all of '
  'it), its cost in US cents. For the user''s own conversations; for reviewer and administrator those of the tenant, '
  'with a row in the access log. Raises 28000, 22004, PT404, 25006. Example: select to_seq, status, content from '
  'howdah.summaries_of_conversation(:conversation).';
grant execute on function howdah.summaries_of_conversation to howdah_app, howdah_admin, howdah_reviewer;
