create or replace function howdah_internal.log_review(
  tenant text,
  conversation_id uuid,
  message_id uuid default null,
  shows_sources boolean default true
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_ids uuid[];
  v_versions integer[];
begin
  if howdah_internal.is_operator() then
    return;
  end if;
  -- Whatever the setting access_log says: it is not for those who look to choose.
  if current_setting('transaction_read_only') = 'on' then
    raise exception 'a look at somebody else''s conversation cannot be noted in a read-only transaction'
      using errcode = '25006', hint = 'Look on the primary, in a transaction that may write.';
  end if;
  if log_review.shows_sources then
    select array_agg(d.document_id order by d.document_id), array_agg(d.version order by d.document_id)
      into v_ids, v_versions
      from (
        select c.document_id, max(c.document_version) as version
          from howdah_internal.message_citations as c
          join howdah.messages as m
            on m.tenant_id = c.tenant_id and m.id = c.message_id
         where c.tenant_id = log_review.tenant and m.conversation_id = log_review.conversation_id
           and (log_review.message_id is null or m.id = log_review.message_id)
         group by c.document_id
      ) as d;
  end if;
  perform howdah_internal.log_access(
    log_review.tenant, howdah_internal.known_user(), 'review', null, coalesce(v_ids, '{}'), coalesce(v_versions, '{}'),
    message_id => log_review.message_id, conversation_id => log_review.conversation_id);
end
$$;
comment on function howdah_internal.log_review is
  'Notes in the access log that a reviewer or administrator looks at a conversation, or at one message of it, and the '
  'documents that are shown with it. Raises 25006 where nothing can be written.';
