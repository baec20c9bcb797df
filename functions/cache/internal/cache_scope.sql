create or replace function howdah_internal.cache_scope(message howdah.messages)
  returns text
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_sources record;
begin
  select bool_or(d.owner_id is not null or d.audience_id is not null) as is_private, bool_or(d.id is null) as is_gone
    into v_sources
    from howdah_internal.message_citations as c
    left join howdah.documents as d
      on d.tenant_id = c.tenant_id and d.id = c.document_id
   where c.tenant_id = (message).tenant_id and c.message_id = (message).id;
  return case
    when v_sources.is_gone then null
    when v_sources.is_private then 'user'
    else howdah.setting('cache_scope')
  end;
end
$$;
comment on function howdah_internal.cache_scope is
  'Who may share the answer of a message: as cache_scope says, but one from a document that not everybody reads stays '
  'with its user; null when a document is gone.';
