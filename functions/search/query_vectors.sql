create or replace function howdah.query_vectors(tenant text, query text, collection text, query_embedding halfvec)
  returns table (model_id integer, dimensions integer, collections text[], embedding halfvec)
  language plpgsql
  stable
  security definer -- reads the models
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_fitting integer;
begin
  if query_vectors.query_embedding is null then
    return query
    select s.model_id, s.dimensions, s.collections, q.embedding
      from howdah.search_models(
             query_vectors.tenant, query_vectors.query, query_vectors.collection, query_vectors.query_embedding) as s
      join howdah.query_embeddings as q
        on q.tenant_id = query_vectors.tenant and q.model_id = s.model_id
       and q.query_hash = howdah.query_hash(query_vectors.query)
     where vector_dims(q.embedding) = s.dimensions;
    return;
  end if;
  if l2_norm(query_vectors.query_embedding) = 0 then
    raise exception 'the query embedding is all zero'
      using errcode = '22023', hint = 'The model that made it may have failed; embed the query again.';
  end if;
  return query
  select s.model_id, s.dimensions, s.collections, query_vectors.query_embedding
    from howdah.search_models(
             query_vectors.tenant, query_vectors.query, query_vectors.collection, query_vectors.query_embedding) as s
   where s.dimensions = vector_dims(query_vectors.query_embedding);
  get diagnostics v_fitting = row_count;
  if v_fitting != 1 then
    raise exception 'the query embedding fits % models of these collections', v_fitting
      using errcode = '22023',
            hint = 'Embed the query with the collection''s model; of collections with different models name one.';
  end if;
end
$$;
comment on function howdah.query_vectors(text, text, text, halfvec) is
  'The vectors of a query, one for each embedding model a search meets: the given one, or those that are known.';
