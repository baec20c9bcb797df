create or replace function howdah_internal.log_answer(message howdah.messages)
  returns void
  language plpgsql
  volatile
as $$
begin
  if howdah.setting('access_log') = 'off' then
    return;
  end if;
  perform howdah_internal.log_access(
    (message).tenant_id, (message).user_id, 'answer', (
      select q.content from howdah.messages as q
       where q.tenant_id = (message).tenant_id and q.id = (message).parent_id
    ),
    array_agg(d.document_id order by d.position), array_agg(d.document_version order by d.position),
    coalesce(array_agg(d.document_id order by d.position) filter (where d.is_cited), '{}'), (message).id)
     from (
       select c.document_id, min(c.position) as position, max(c.document_version) as document_version,
              bool_or(c.is_cited) as is_cited
         from howdah_internal.message_citations as c
        where c.tenant_id = (message).tenant_id and c.message_id = (message).id
        group by c.document_id
     ) as d
  having count(*) > 0;
end
$$;
comment on function howdah_internal.log_answer is
  'Notes in the access log which documents an answer was given and which of them it cites, unless access_log is off.';
