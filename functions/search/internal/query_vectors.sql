create or replace function howdah_internal.query_vectors(
  tenant text,
  query text,
  collection text,
  query_embedding halfvec
)
  returns table (model_id integer, dimensions integer, collections text[], embedding halfvec)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_hash bytea := howdah_internal.query_hash(query_vectors.query);
  v_fitting integer;
begin
  if l2_norm(query_vectors.query_embedding) = 0 then
    raise exception 'the query embedding is all zero'
      using errcode = '22023', hint = 'The model that made it may have failed; embed the query again.';
  end if;
  if not exists (
    select from howdah_internal.model_changes as c
     where c.tenant_id = query_vectors.tenant and c.state = 'switched' and c.kept_until > howdah.clock()
  ) then
    -- The rule, without the query below, which costs a short search a tenth.
    return query
    select s.model_id, s.dimensions, s.collections, coalesce(query_vectors.query_embedding, q.embedding)
      from howdah_internal.collection_models(query_vectors.tenant, query_vectors.collection) as s
      left join howdah_internal.query_embeddings as q
        on query_vectors.query_embedding is null
       and q.tenant_id = query_vectors.tenant and q.model_id = s.model_id and q.query_hash = v_hash
       and q.query_prefix = s.query_prefix
     where vector_dims(coalesce(query_vectors.query_embedding, q.embedding)) = s.dimensions;
  else
    -- While the vectors of a collection's former model are kept, it answers a query that has a vector of it only: an
    -- application that embeds by itself need not be deployed in the moment of the switch.
    return query
    select f.model_id, f.dimensions, array_agg(n.name), (array_agg(f.embedding))[1]
      from howdah_internal.collection_models(query_vectors.tenant, query_vectors.collection) as s
     cross join unnest(s.collections) as n (name)
     cross join lateral (
       select o.model_id, m.dimensions, coalesce(query_vectors.query_embedding, q.embedding) as embedding
         from (
           select s.model_id, null::bigint as change_id
           union all
           select c.old_model_id, c.id
             from howdah_internal.model_changes as c
            where c.tenant_id = query_vectors.tenant and c.collection = n.name
              and c.new_model_id = s.model_id
              and c.state = 'switched'
              and c.kept_until > howdah.clock()
         ) as o
         join howdah.models as m on m.id = o.model_id
         left join howdah_internal.query_embeddings as q
           on query_vectors.query_embedding is null
          and q.tenant_id = query_vectors.tenant and q.model_id = o.model_id and q.query_hash = v_hash
          and q.query_prefix = m.query_prefix
        where vector_dims(coalesce(query_vectors.query_embedding, q.embedding)) = m.dimensions
        order by o.change_id desc nulls first
        limit 1
     ) as f
     group by f.model_id, f.dimensions
     order by f.model_id;
  end if;
  get diagnostics v_fitting = row_count;
  if query_vectors.query_embedding is not null and v_fitting != 1 then
    raise exception 'the query embedding fits % models of these collections', v_fitting
      using errcode = '22023',
            hint = 'Embed the query with the collection''s model; of collections with different models name one.';
  end if;
end
$$;
comment on function howdah_internal.query_vectors is
  'The vectors of a query by embedding model, and the collections each answers for: the given one, or those known.';
