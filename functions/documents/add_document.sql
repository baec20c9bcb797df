drop function if exists howdah.add_document(text, text, text, jsonb, text, text, boolean);
drop function if exists howdah.add_document(text, text, text, jsonb, text, text, boolean, text);
create or replace function howdah.add_document(
  content text,
  source text default null,
  title text default null,
  metadata jsonb default '{}',
  collection text default null,
  language text default null,
  private boolean default null,
  format text default null,
  readers text[] default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_collection howdah.collections := howdah_internal.ensure_collection(coalesce(add_document.collection, 'default'));
  v_chunks jsonb;
  v_put record;
begin
  select p.* into v_put
    from howdah_internal.put_document(
      v_tenant, v_collection, add_document.source, add_document.title, add_document.content,
      add_document.metadata, add_document.language, add_document.private, null,
      add_document.format, add_document.readers) as p;
  if add_document.content ~ '^\S{1,200}$' and add_document.source ~ '\S\s+\S+\s+\S' then
    raise notice 'content is one word and source a sentence'
      using hint = 'The text comes first: howdah.add_document(content, source).';
  end if;
  if v_put.is_new_text then
    select jsonb_agg(to_jsonb(t) || '{"metadata": {}}') into v_chunks
      from howdah_internal.chunk_sizes(v_collection) as z
     cross join lateral howdah_internal.cut_text(
             add_document.content, v_put.text_format, v_put.text_title, z.chunk_tokens, z.chunk_overlap,
             z.sent_tokens) as t;
    perform howdah_internal.enqueue_embeddings(
      v_tenant,
      howdah_internal.place_chunks(
        v_tenant, v_put.document_id,
        howdah_internal.recut_known(v_tenant, v_put.text_title, v_chunks, v_collection.embedding_model_id)),
      v_collection.embedding_model_id);
  end if;
  return v_put.document_id;
end
$$;
comment on function howdah.add_document is
  'Adds a document, cuts it into chunks and queues their embedding; returns its id. The same source again replaces it '
  'in place: chunks that did not change keep their vectors, an unchanged text costs nothing. Private (the default when '
  'a user is set) means visible to that user only. readers are groups and users who may read it too, or where it has '
  'no owner they alone: names, or group:name and user:name where a name is both; null leaves who reads it as it is, '
  'and {*} lets everybody. format is markdown or text, which has no headings; null goes by the ending of the source '
  '(.txt, .csv and code are text, all others markdown). Front matter of markdown becomes metadata and title, where you '
  'give none. Raises 22004, 22023, 22001 (over 20 MB), 28000, PT404 for readers that are nobody, PT409 for the source '
  'of others. Example: select howdah.add_document(''# Leave\nTwenty days a year.'', ''handbook/leave.md'').';
grant execute on function howdah.add_document to howdah_app;
