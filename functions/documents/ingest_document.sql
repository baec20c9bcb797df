drop function if exists howdah.ingest_document(text, text, text, text);
drop function if exists howdah.ingest_document(text, text, text, text, text, text, text);
create or replace function howdah.ingest_document(
  content text,
  source text,
  title text,
  collection text,
  path text default null,
  former_source text default null,
  former_path text default null,
  readers text[] default null
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
  v_before text := howdah_internal.own_version(v_collection, v_source);
begin
  perform set_config('howdah.origin', 'ingest', true),
          set_config('howdah.origin_path', coalesce(ingest_document.path, ''), true);
  perform howdah.add_document(
    ingest_document.content, v_source, ingest_document.title, collection => v_collection,
    readers => ingest_document.readers);
  perform set_config('howdah.origin', '', true), set_config('howdah.origin_path', '', true);
  return v_before is distinct from howdah_internal.own_version(v_collection, v_source);
end
$$;
comment on function howdah.ingest_document is
  'add_document for those who take files again and again, such as howdah ingest: true where the document is new or '
  'changed. path is where the file lies, from the root: the same file stays the same document, whatever source it '
  'comes under later. former_source is its source in a howdah that kept no paths, former_path where it lay before. '
  'readers are as in add_document. Raises PT409 when the source is that of another file (DETAIL is its path) or of a '
  'document that no file made; else as add_document. Example: select howdah.ingest_document(''Twenty days.'', '
  '''leave.md'', ''Leave'', ''default'', ''/srv/leave.md'').';
grant execute on function howdah.ingest_document to howdah_app;
