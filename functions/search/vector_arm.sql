create or replace function howdah.vector_arm(
  tenant text,
  user_id text,
  model_id integer,
  dimensions integer,
  query_embedding halfvec,
  collections text[],
  condition text,
  eligible bigint[],
  is_small boolean,
  pool integer
)
  returns table (chunk_id bigint, score double precision)
  language plpgsql
  stable
  security definer -- tenant and owner are explicit predicates here; returns no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_scan text;
  v_ef text;
begin
  if vector_arm.is_small or vector_arm.eligible is not null then
    -- Exact. The + 0 keeps the index away, which would return what is near before it asks what is eligible.
    return query execute format($sql$
      select e.chunk_id, 1 - (e.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s))
        from howdah.embeddings as e
       where e.model_id = %2$s
         and e.tenant_id = $2
         and %3$s
       order by (e.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s)) + 0, e.chunk_id
       limit $4$sql$, vector_arm.dimensions, vector_arm.model_id,
        case when vector_arm.is_small then 'e.collection = any ($5) and (e.owner_id is null or e.owner_id = $6)'
          else 'e.chunk_id = any ($3)' end)
      using vector_arm.query_embedding, vector_arm.tenant, vector_arm.eligible, vector_arm.pool,
        vector_arm.collections, vector_arm.user_id;
    return;
  end if;
  -- The caller has read the vector's dimensions: the library is loaded and its settings are there.
  v_scan := current_setting('hnsw.iterative_scan');
  v_ef := current_setting('hnsw.ef_search');
  perform set_config('hnsw.iterative_scan', 'relaxed_order', true);
  perform set_config('hnsw.ef_search', greatest(100, vector_arm.pool)::text, true);
  -- EXECUTE plans with the values; model and dimensions are literals, so that partition and index are found.
  return query execute format($sql$
    with near as materialized (
      select e.chunk_id, e.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s) as distance
        from howdah.embeddings as e
       where e.model_id = %2$s
         and e.tenant_id = $2
         and e.collection = any ($3)
         and (e.owner_id is null or e.owner_id = $4)
         %3$s
       order by e.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s)
       limit %4$s
    )
    select n.chunk_id, 1 - n.distance from near as n order by n.distance, n.chunk_id$sql$,
      vector_arm.dimensions, vector_arm.model_id,
      'and exists (select from howdah.chunks as c join howdah.documents as d on d.tenant_id = c.tenant_id '
        || 'and d.id = c.document_id where c.tenant_id = e.tenant_id and c.id = e.chunk_id and ('
        || vector_arm.condition || '))',
      vector_arm.pool)
    using vector_arm.query_embedding, vector_arm.tenant, vector_arm.collections,
      vector_arm.user_id;
  perform set_config('hnsw.iterative_scan', v_scan, true);
  perform set_config('hnsw.ef_search', v_ef, true);
end
$$;
comment on function howdah.vector_arm(text, text, integer, integer, halfvec, text[], text, bigint[], boolean, integer) is
  'Chunks nearest to a vector with their cosine similarity: exact over all of a small tenant or the eligible ones, by '
  'HNSW otherwise.';
