create or replace function howdah.ingest_document(content text, source text, title text, collection text)
  returns table (document_id uuid, is_new boolean, is_changed boolean)
  language plpgsql
  volatile
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_before integer;
  v_after integer;
  v_id uuid;
begin
  select d.version into v_before
    from howdah.documents as d
   where d.tenant_id = v_tenant
     and d.collection = ingest_document.collection
     and d.source = ingest_document.source
     and d.owner_id is not distinct from howdah.current_user_id();
  v_id := howdah.add_document(
    ingest_document.content, ingest_document.source, ingest_document.title, collection => ingest_document.collection);
  select d.version into v_after from howdah.documents as d where d.tenant_id = v_tenant and d.id = v_id;
  return query select v_id, v_before is null, v_before is distinct from v_after;
end
$$;
comment on function howdah.ingest_document(text, text, text, text) is
  'add_document for the command line, which shows whether the document is new or changed.';
