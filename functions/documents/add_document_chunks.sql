create or replace function howdah.add_document_chunks(
  source text,
  chunks jsonb,
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
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text;
  v_collection howdah.collections;
  v_metadata jsonb := coalesce(add_document_chunks.metadata, '{}');
  v_title text := nullif(btrim(add_document_chunks.title), '');
  v_language text;
  v_content text;
  v_chunks jsonb;
  v_put record;
begin
  if add_document_chunks.source is null then
    raise exception 'source is required' using errcode = '22004', hint = 'Pass a path, URL or key of the document.';
  end if;
  v_user := howdah.known_user();
  v_collection := howdah.ensure_collection(coalesce(add_document_chunks.collection, 'default'));
  perform howdah.check_chunks(
    add_document_chunks.chunks,
    (select m.dimensions from howdah.models as m where m.id = v_collection.embedding_model_id));
  v_content := (
    select string_agg(a.value ->> 'content', E'\n\n' order by a.ordinality)
      from jsonb_array_elements(add_document_chunks.chunks) with ordinality as a);
  perform howdah.check_document(
    v_content, add_document_chunks.source, add_document_chunks.title, v_metadata, add_document_chunks.private);
  v_language := coalesce(howdah.known_language(add_document_chunks.language), v_collection.language);
  select p.* into v_put
    from howdah.put_document(
      v_tenant, v_collection.name, add_document_chunks.source,
      case when coalesce(add_document_chunks.private, v_user is not null) then v_user end, v_title, v_content,
      howdah.text_hash(jsonb_build_array(v_title, v_language, add_document_chunks.chunks)::text), v_language,
      v_metadata, true) as p;
  if not v_put.is_new_text then
    return v_put.document_id;
  end if;
  select jsonb_agg(jsonb_build_object(
           'chunk_index', a.ordinality - 1, 'content', a.value ->> 'content', 'heading', a.value ->> 'heading',
           'page', a.value -> 'page', 'token_count', ceil(length(a.value ->> 'content') / 4.0),
           'metadata', coalesce(nullif(a.value -> 'metadata', 'null'), '{}')))
    into v_chunks
    from jsonb_array_elements(add_document_chunks.chunks) with ordinality as a;
  perform howdah.place_chunks(v_tenant, v_put.document_id, v_chunks);
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding)
  select c.tenant_id, v_collection.embedding_model_id, c.id, c.collection, c.owner_id, c.content_hash,
         (a.value ->> 'embedding')::halfvec
    from jsonb_array_elements(add_document_chunks.chunks) with ordinality as a
    join howdah.chunks as c
      on c.tenant_id = v_tenant and c.document_id = v_put.document_id and c.chunk_index = a.ordinality - 1
   where jsonb_typeof(a.value -> 'embedding') = 'array'
  on conflict (tenant_id, chunk_id, model_id) do update
    set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = howdah.now();
  perform howdah.enqueue_embeddings(
    v_tenant,
    array(select c.id from howdah.chunks as c where c.tenant_id = v_tenant and c.document_id = v_put.document_id),
    v_collection.embedding_model_id);
  return v_put.document_id;
end
$$;
comment on function howdah.add_document_chunks(text, jsonb, text, jsonb, text, text, boolean) is
  'Adds a document in chunks of your own, and returns its id: an array of objects with content, and heading, page, '
  'metadata, embedding where you have them. An embedding of the collection''s model is stored and not bought; the '
  'others are queued. The same source again replaces the document; chunks that did not change keep their vectors. '
  'Raises 22004, 22023, 22001, 28000. '
  'Example: select howdah.add_document_chunks(''a.pdf'', ''[{"content": "Twenty days a year.", "page": 3}]'').';
