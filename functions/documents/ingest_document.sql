drop function if exists howdah.ingest_document(text, text, text, text);
create or replace function howdah.ingest_document(
  content text,
  source text,
  title text,
  collection text,
  path text default null,
  former_source text default null,
  former_path text default null
)
  returns boolean
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_collection text := coalesce(ingest_document.collection, 'default');
  v_source text := howdah_internal.take_file(
    v_collection, ingest_document.source, ingest_document.path, ingest_document.former_source,
    ingest_document.former_path);
  v_tenant text := howdah.context_tenant();
  v_before integer := (
    select d.version from howdah.documents as d
     where d.tenant_id = v_tenant and d.collection = v_collection and d.source = v_source
       and d.owner_id is not distinct from howdah.current_user_id());
  v_id uuid;
begin
  perform set_config('howdah.origin', 'ingest', true),
          set_config('howdah.origin_path', coalesce(ingest_document.path, ''), true);
  v_id := howdah.add_document(ingest_document.content, v_source, ingest_document.title, collection => v_collection);
  perform set_config('howdah.origin', '', true), set_config('howdah.origin_path', '', true);
  return v_before is distinct from (
    select d.version from howdah.documents as d where d.tenant_id = v_tenant and d.id = v_id);
end
$$;
comment on function howdah.ingest_document is
  'add_document for those who take files again and again, such as howdah ingest: true where the document is new or '
  'changed. path is where the file lies, from the root: the same file stays the same document, whatever source it '
  'comes under later. former_source is its source in a howdah that kept no paths, former_path where it lay before. '
  'Raises PT409 when the source is that of another file (DETAIL is its path) or of a document that no file made; '
  'else as add_document. '
  'Example: select howdah.ingest_document(''Twenty days.'', ''leave.md'', ''Leave'', ''default'', ''/srv/leave.md'').';
grant execute on function howdah.ingest_document to howdah_app;
