create or replace function howdah.known_query_embedding(tenant text, query text, model_id integer)
  returns halfvec
  language plpgsql
  stable
  security definer -- called by definers with a tenant of their own
  set search_path from current
as $$
#variable_conflict use_column
begin
  return (
    select e.embedding
      from howdah.query_embeddings as e
     where e.tenant_id = known_query_embedding.tenant
       and e.model_id = known_query_embedding.model_id
       and e.query_hash = howdah.query_hash(known_query_embedding.query)
  );
end
$$;
comment on function howdah.known_query_embedding(text, text, integer) is 'The vector of a query that was embedded before; null else.';
