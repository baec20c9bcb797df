create or replace function howdah.store_query_embedding(query text, embedding halfvec, collection text default null)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_model_id integer;
  v_dimensions integer;
begin
  if store_query_embedding.query is null or store_query_embedding.embedding is null then
    raise exception 'query and embedding are required' using errcode = '22004', hint = 'Pass the text and its vector.';
  end if;
  perform howdah.ensure_collection('default');
  v_model_id := howdah.collection_model(v_tenant, coalesce(store_query_embedding.collection, 'default'));
  if v_model_id is null then
    raise exception 'there is no such collection' using errcode = 'PT404', hint = 'Create it with howdah.create_collection.';
  end if;
  select m.dimensions into v_dimensions from howdah.models as m where m.id = v_model_id;
  if vector_dims(store_query_embedding.embedding) != v_dimensions or l2_norm(store_query_embedding.embedding) = 0 then
    raise exception 'the embedding is all zero or does not have % dimensions', v_dimensions
      using errcode = '22023', hint = 'Embed the query with the model of the collection.';
  end if;
  insert into howdah.query_embeddings (tenant_id, model_id, query_hash, embedding)
  values (v_tenant, v_model_id, howdah.query_hash(store_query_embedding.query), store_query_embedding.embedding)
  on conflict do nothing;
end
$$;
comment on function howdah.store_query_embedding(text, halfvec, text) is
  'Keeps the vector of a query that the application embedded itself, so that search can use it. Raises 22004, 22023, '
  'PT404. Example: select howdah.store_query_embedding(''refunds'', :vector).';
