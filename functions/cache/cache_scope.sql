create or replace function howdah.cache_scope(message howdah.messages)
  returns text
  language plpgsql
  stable
  security definer -- no group role reads the tables behind it
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_sources record;
begin
  select count(*) as sources, coalesce(bool_or(d.owner_id is not null), false) as is_private,
         coalesce(bool_or(d.id is null), false) as is_gone
    into v_sources
    from howdah.message_citations as c
    left join howdah.documents as d
      on d.tenant_id = c.tenant_id and d.id = c.document_id
   where c.tenant_id = (message).tenant_id and c.message_id = (message).id;
  return case
    when v_sources.is_gone then null
    when v_sources.is_private then 'user'
    when v_sources.sources > 0 and howdah.setting('cache_scope') = 'all' then 'tenant'
    else howdah.setting('cache_scope')
  end;
end
$$;
comment on function howdah.cache_scope(howdah.messages) is
  'Who may share the answer of a message; null when one of its documents is gone. An answer from a private document stays '
  'with its user, one from any document with the tenant, whatever cache_scope says.';
