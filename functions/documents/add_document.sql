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
  v_tenant text := howdah.context_tenant();
  v_user text;
  v_collection howdah.collections;
  v_metadata jsonb := coalesce(add_document.metadata, '{}');
  v_title text := nullif(btrim(add_document.title), '');
  v_language text;
  v_hash bytea;
  v_source text;
  v_owner text;
  v_old howdah.documents;
  v_id uuid;
begin
  perform howdah.check_document(
    add_document.content, add_document.source, add_document.title, v_metadata, add_document.private);
  v_user := howdah.ensure_user();
  v_owner := case when coalesce(add_document.private, v_user is not null) then v_user end;
  v_collection := howdah.ensure_collection(coalesce(add_document.collection, 'default'));
  v_language := coalesce(howdah.known_language(add_document.language), v_collection.language);
  v_source := coalesce(
    add_document.source, 'sha256:' || encode(howdah.text_hash(add_document.content), 'hex'));
  v_hash := howdah.text_hash(
    jsonb_build_array(v_title, v_language, v_collection.chunk_tokens, v_collection.chunk_overlap)::text
    || add_document.content);

  -- Again when the row that stood in the way is deleted before we lock it.
  while v_id is null loop
    insert into howdah.documents (
      tenant_id, collection, source, owner_id, title, content, content_hash, language, metadata
    )
    values (
      v_tenant, v_collection.name, v_source, v_owner, v_title, add_document.content, v_hash, v_language, v_metadata
    )
    on conflict on constraint documents_source_key do nothing
    returning id into v_id;
    exit when v_id is not null;
    select d.* into v_old
      from howdah.documents as d
     where d.tenant_id = v_tenant
       and d.collection = v_collection.name
       and d.source = v_source
       and d.owner_id is not distinct from v_owner
       for update;
    v_id := v_old.id;
  end loop;
  if v_old.content_hash = v_hash and v_old.metadata = v_metadata and not v_old.is_chunked_by_caller then
    return v_id;
  end if;
  if v_old.id is not null then
    update howdah.documents as d
       set title = v_title,
           content = add_document.content,
           content_hash = v_hash,
           language = v_language,
           metadata = v_metadata,
           is_chunked_by_caller = false,
           version = d.version + 1,
           updated_at = howdah.now()
     where d.tenant_id = v_tenant
       and d.id = v_id;
  end if;
  if v_old.content_hash is distinct from v_hash or v_old.is_chunked_by_caller then
    perform howdah.rechunk_document(v_tenant, v_id);
  end if;
  return v_id;
end
$$;
comment on function howdah.add_document(text, text, text, jsonb, text, text, boolean) is
  'Adds a document, cuts it into chunks and queues their embedding; returns its id. The same source again replaces it in '
  'place: chunks that did not change keep their vectors, an unchanged text costs nothing. Private (the default when a '
  'user is set) means visible to that user only. Raises 22004, 22023, 22001 (over 20 MB), 28000. '
  'Example: select howdah.add_document(''# Leave\nTwenty days a year.'', ''handbook/leave.md'').';
