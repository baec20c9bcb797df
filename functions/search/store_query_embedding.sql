select howdah_internal.drop_former('howdah.store_query_embedding(text, halfvec, text)', 'boolean');
create or replace function howdah.store_query_embedding(query text, embedding halfvec, collection text default null)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_model record;
begin
  if store_query_embedding.query is null or store_query_embedding.embedding is null then
    raise exception 'query and embedding are required' using errcode = '22004', hint = 'Pass the text and its vector.';
  end if;
  perform howdah_internal.ensure_collection('default');
  select s.model_id, s.dimensions, s.query_prefix into v_model
    from howdah_internal.collection_models(v_tenant, store_query_embedding.collection) as s
   order by 'default' = any (s.collections) desc
   limit 1;
  if vector_dims(store_query_embedding.embedding) != v_model.dimensions
     or l2_norm(store_query_embedding.embedding) = 0 then
    raise exception 'the embedding is all zero or does not have % dimensions', v_model.dimensions
      using errcode = '22023', hint = 'Embed the query with the model of the collection.';
  end if;
  insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, query_prefix, embedding)
  values (
    v_tenant, v_model.model_id, howdah_internal.query_hash(store_query_embedding.query), v_model.query_prefix,
    store_query_embedding.embedding
  )
  on conflict do nothing;
  return true;
end
$$;
comment on function howdah.store_query_embedding is
  'Keeps the vector of a query that the application embedded itself, with the query_prefix of howdah.models before it, '
  'so that search can use it. Raises 22004, 22023, PT404. '
  'Example: select howdah.store_query_embedding(''refunds'', :vector).';
grant execute on function howdah.store_query_embedding to howdah_app;
