create or replace function howdah.add_document(
  content text,
  source text default null,
  title text default null,
  metadata jsonb default '{}',
  collection text default null,
  language text default null,
  private boolean default null
)
  returns uuid
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text;
  v_collection howdah.collections;
  v_metadata jsonb := coalesce(add_document.metadata, '{}');
  v_title text := nullif(btrim(add_document.title), '');
  v_language text;
  v_hash bytea;
  v_source text;
  v_owner text;
  v_put record;
begin
  perform howdah.check_document(
    add_document.content, add_document.source, add_document.title, v_metadata, add_document.private);
  v_user := howdah.known_user();
  v_owner := case when coalesce(add_document.private, v_user is not null) then v_user end;
  v_collection := howdah.ensure_collection(coalesce(add_document.collection, 'default'));
  v_language := coalesce(howdah.known_language(add_document.language), v_collection.language);
  v_source := coalesce(
    add_document.source, 'sha256:' || encode(howdah.text_hash(add_document.content), 'hex'));
  v_hash := howdah.text_hash(
    jsonb_build_array(v_title, v_language, v_collection.chunk_tokens, v_collection.chunk_overlap)::text
    || add_document.content);

  select p.* into v_put
    from howdah.put_document(
      v_tenant, v_collection.name, v_source, v_owner, v_title, add_document.content, v_hash, v_language, v_metadata,
      false) as p;
  if v_put.is_new_text then
    perform howdah.rechunk_document(v_tenant, v_put.document_id);
  end if;
  return v_put.document_id;
end
$$;
comment on function howdah.add_document(text, text, text, jsonb, text, text, boolean) is
  'Adds a document, cuts it into chunks and queues their embedding; returns its id. The same source again replaces it in '
  'place: chunks that did not change keep their vectors, an unchanged text costs nothing. Private (the default when a '
  'user is set) means visible to that user only. Raises 22004, 22023, 22001 (over 20 MB), 28000. '
  'Example: select howdah.add_document(''# Leave\nTwenty days a year.'', ''handbook/leave.md'').';
