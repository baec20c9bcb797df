create or replace function howdah.add_document(
  content text,
  source text default null,
  title text default null,
  metadata jsonb default '{}',
  collection text default 'default',
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
  v_user text := howdah.ensure_user();
  v_metadata jsonb := coalesce(add_document.metadata, '{}');
  v_source text := coalesce(add_document.source, encode(howdah.text_hash(add_document.content), 'hex'));
  v_owner text;
  v_collection howdah.collections;
  v_document howdah.documents;
  v_language text;
  v_hash bytea;
begin
  if add_document.content is null then
    raise exception 'content is null' using errcode = '22004', hint = 'Pass the text of the document.';
  end if;
  if btrim(add_document.content, E' \t\r\n\f') = '' then
    raise exception 'the document is empty' using errcode = '22023', hint = 'Pass a text with at least one word.';
  end if;
  if octet_length(add_document.content) > 20 * 1024 * 1024 then
    raise exception 'the document is larger than 20 MB' using errcode = '22001', hint = 'Split it into several documents.';
  end if;
  if length(v_source) not between 1 and 2000 or length(add_document.title) > 1000
     or length(coalesce(add_document.collection, '')) not between 1 and 200 then
    raise exception 'source, title or collection is empty or too long'
      using errcode = '22023', hint = 'source has 1 to 2000 characters, title at most 1000, collection 1 to 200.';
  end if;
  if jsonb_typeof(v_metadata) != 'object' then
    raise exception 'metadata is not a JSON object' using errcode = '22023', hint = 'Pass an object such as {"year": 2026}.';
  end if;
  if coalesce(add_document.private, v_user is not null) then
    if v_user is null then
      raise exception 'a private document needs a user'
        using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, or pass private => false.';
    end if;
    v_owner := v_user;
  end if;
  v_collection := howdah.ensure_collection(add_document.collection);
  v_language := howdah.known_language(coalesce(add_document.language, v_collection.language));
  v_hash := howdah.text_hash(jsonb_build_array(
    add_document.content, add_document.title, v_metadata, v_language, v_collection.chunk_tokens,
    v_collection.chunk_overlap)::text);

  -- Two callers with the same new source: one inserts, the other waits here and then replaces.
  insert into howdah.documents (
    tenant_id, collection, source, owner_id, title, content, content_hash, language, metadata, version
  )
  values (
    v_tenant, v_collection.name, v_source, v_owner, add_document.title, add_document.content, '\x', v_language,
    v_metadata, 0
  )
  on conflict (tenant_id, collection, source, owner_id) do nothing;
  select d.* into strict v_document
    from howdah.documents as d
   where d.tenant_id = v_tenant
     and d.collection = v_collection.name
     and d.source = v_source
     and d.owner_id is not distinct from v_owner
     for no key update;
  if v_document.content_hash = v_hash then
    return v_document.id;
  end if;
  update howdah.documents as d
     set title = add_document.title,
         content = add_document.content,
         content_hash = v_hash,
         language = v_language,
         metadata = v_metadata,
         version = d.version + 1,
         updated_at = howdah.now()
   where d.tenant_id = v_tenant and d.id = v_document.id
  returning d.* into v_document;
  perform howdah.store_chunks(v_document, v_collection.chunk_tokens, v_collection.chunk_overlap);
  perform howdah.enqueue_embeddings(v_tenant, v_document.id, v_collection.embedding_model_id);
  return v_document.id;
end
$$;
comment on function howdah.add_document(text, text, text, jsonb, text, text, boolean) is
  'Adds a document or replaces the one of the same source, and returns its id. It is found by keyword at once and by '
  'meaning when a worker has embedded it; what has not changed costs nothing. Private to the current user unless '
  'private => false; without a user it is the tenant''s. Raises 22004, 22023, 22001 above 20 MB, 28000. '
  'Example: select howdah.add_document(''# Refunds ...'', source => ''refunds.md'').';
