create or replace function howdah_internal.search_scope(
  tenant text,
  query text,
  collection text,
  wanted_mode text,
  query_embedding halfvec,
  out mode text,
  out collections text[],
  out models integer[],
  out dimensions integer[],
  out scopes text[],
  out vectors halfvec[]
)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  mode := search_scope.wanted_mode;
  if mode != 'keyword' then
    select array_agg(v.model_id), array_agg(v.dimensions), array_agg(v.collections::text), array_agg(v.embedding)
      into models, dimensions, scopes, vectors
      from howdah_internal.query_vectors(
        search_scope.tenant, search_scope.query, search_scope.collection, search_scope.query_embedding) as v;
  end if;
  if mode = 'semantic' and models is not null then
    collections := array(select n.name from unnest(scopes) as s (scope), unnest(s.scope::text[]) as n (name));
    return;
  end if;
  select array_agg(n.name) into collections
    from howdah_internal.collection_models(search_scope.tenant, search_scope.collection) as s,
         unnest(s.collections) as n (name);
  if mode = 'semantic' and collections is not null then
    raise exception 'the query has no vector yet'
      using errcode = 'PT409',
            hint = 'Call howdah.request_query_embedding(query), or pass query_embedding; hybrid answers by keyword '
              'meanwhile.';
  end if;
  mode := case when models is null then 'keyword' else mode end;
end
$$;
comment on function howdah_internal.search_scope is
  'Where a search looks, null before the first document, and by what: the models that have a vector of the query, the '
  'vectors, and the collections of each. Hybrid is keyword where there is none. Raises PT404, PT409 for semantic.';
