create or replace function howdah.ingest_document(content text, source text, title text, collection text)
  returns boolean
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_tenant text := howdah.context_tenant();
  v_before integer := (
    select d.version from howdah.documents as d
     where d.tenant_id = v_tenant and d.collection = ingest_document.collection and d.source = ingest_document.source
       and d.owner_id is not distinct from howdah.current_user_id());
  v_id uuid := howdah.add_document(
    ingest_document.content, ingest_document.source, ingest_document.title, collection => ingest_document.collection);
begin
  return v_before is distinct from (
    select d.version from howdah.documents as d where d.tenant_id = v_tenant and d.id = v_id);
end
$$;
comment on function howdah.ingest_document is
  'add_document for those who take files again and again, such as howdah ingest: true where the document is new or '
  'changed. Raises as add_document. '
  'Example: select howdah.ingest_document(''Twenty days.'', ''leave.md'', ''Leave'', ''default'').';
grant execute on function howdah.ingest_document to howdah_app;
