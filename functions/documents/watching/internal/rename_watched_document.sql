create or replace function howdah_internal.rename_watched_document(
  tenant text,
  watched_table_id bigint,
  keys jsonb[],
  source text
)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_link howdah_internal.watched_documents;
begin
  select w.* into v_link
    from howdah_internal.watched_documents as w
   where w.tenant_id = rename_watched_document.tenant
     and w.watched_table_id = rename_watched_document.watched_table_id
     and w.key = any (rename_watched_document.keys) and w.document_id is not null
   order by w.key = rename_watched_document.keys[1] desc
   limit 1;
  if not found then
    return;
  end if;
  -- A document that two rows had, as a/b and a%2Fb in older versions, is renamed for none of them.
  update howdah.documents as d
     set source = rename_watched_document.source
   where d.tenant_id = v_link.tenant_id and d.id = v_link.document_id and d.source != rename_watched_document.source
     and not exists (
       select from howdah_internal.watched_documents as o
        where o.tenant_id = v_link.tenant_id and o.document_id = d.id
          and (o.watched_table_id, o.key) != (v_link.watched_table_id, v_link.key))
     and not exists (
       select from howdah.documents as o
        where o.tenant_id = v_link.tenant_id and o.collection = d.collection
          and o.source = rename_watched_document.source);
end
$$;
comment on function howdah_internal.rename_watched_document is
  'Gives a row''s document the source that the row has now, so that it stays the same document.';
