drop function if exists howdah.add_document_chunks(text, jsonb, text, jsonb, text, text, boolean);
create or replace function howdah.add_document_chunks(
  source text,
  chunks jsonb,
  title text default null,
  metadata jsonb default '{}',
  collection text default null,
  language text default null,
  private boolean default null,
  readers text[] default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_collection howdah.collections;
  v_content text;
  v_chunks jsonb;
  v_put record;
begin
  if add_document_chunks.source is null then
    raise exception 'source is required' using errcode = '22004', hint = 'Pass a path, URL or key of the document.';
  end if;
  v_collection := howdah_internal.ensure_collection(coalesce(add_document_chunks.collection, 'default'));
  perform howdah_internal.check_chunks(
    add_document_chunks.chunks,
    (select m.dimensions from howdah.models as m where m.id = v_collection.embedding_model_id));
  select string_agg(a.value ->> 'content', E'\n\n' order by a.ordinality),
         jsonb_agg(jsonb_build_object(
           'chunk_index', a.ordinality - 1, 'content', a.value ->> 'content', 'heading', a.value ->> 'heading',
           'page', a.value -> 'page', 'token_count', howdah.estimate_tokens(a.value ->> 'content'),
           'metadata', coalesce(nullif(a.value -> 'metadata', 'null'), '{}'), 'place', a.ordinality - 1,
           'is_embedded', jsonb_typeof(a.value -> 'embedding') is not distinct from 'array'))
    into v_content, v_chunks
    from jsonb_array_elements(add_document_chunks.chunks) with ordinality as a;
  select p.* into v_put
    from howdah_internal.put_document(
      v_tenant, v_collection, add_document_chunks.source, add_document_chunks.title, v_content,
      add_document_chunks.metadata, add_document_chunks.language, add_document_chunks.private,
      add_document_chunks.chunks, readers => add_document_chunks.readers) as p;
  if not v_put.is_new_text then
    return v_put.document_id;
  end if;
  v_chunks := howdah_internal.recut_known(v_tenant, v_put.text_title, v_chunks, v_collection.embedding_model_id);
  perform howdah_internal.place_chunks(v_tenant, v_put.document_id, v_chunks);
  insert into howdah.embeddings (
    tenant_id, model_id, chunk_id, collection, owner_id, audience_id, content_hash, embedding
  )
  select c.tenant_id, v_collection.embedding_model_id, c.id, c.collection, c.owner_id, c.audience_id,
         c.content_hash, (a.value ->> 'embedding')::halfvec
    from jsonb_array_elements(add_document_chunks.chunks) with ordinality as a
    join jsonb_to_recordset(v_chunks) as n (place integer, chunk_index integer) on n.place = a.ordinality - 1
    join howdah.chunks as c
      on c.tenant_id = v_tenant and c.document_id = v_put.document_id and c.chunk_index = n.chunk_index
   where jsonb_typeof(a.value -> 'embedding') = 'array'
  on conflict (tenant_id, chunk_id, model_id) do update
    set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = howdah.now();
  perform howdah_internal.enqueue_embeddings(
    v_tenant,
    array(select c.id from howdah.chunks as c where c.tenant_id = v_tenant and c.document_id = v_put.document_id),
    v_collection.embedding_model_id);
  return v_put.document_id;
end
$$;
comment on function howdah.add_document_chunks is
  'Adds a document in chunks of your own, and returns its id: an array of objects with content, and heading, page, '
  'metadata, embedding where you have them. An embedding of the collection''s model, made with its '
  'document_prefix, is stored and not bought; the others are queued. The same source again replaces the document; '
  'chunks that did not change keep their vectors. private and readers are as in add_document. Raises 22004, 22023, '
  '22001, 28000, PT404, PT409. '
  'Example: select howdah.add_document_chunks(''a.pdf'', ''[{"content": "Twenty days a year.", "page": 3}]'').';
grant execute on function howdah.add_document_chunks to howdah_app;
