drop function if exists howdah_internal.vector_arm(
  text, text, integer, integer, halfvec, text[], text, bigint[], boolean, integer);
create or replace function howdah_internal.vector_arm(
  tenant text,
  user_id text,
  model_id integer,
  dimensions integer,
  query_embedding halfvec,
  collections text[],
  condition text,
  eligible bigint[],
  is_exact boolean,
  pool integer,
  audiences bigint[] default '{}'
)
  returns table (chunk_id bigint, score double precision)
  language plpgsql
  stable
  security definer -- tenant, owner and audience are explicit predicates here; returns no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  -- Dimensions and model are literals, so that index and partition are found; EXECUTE plans with the values.
  v_distance text := format('(e.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s))', vector_arm.dimensions);
  v_visible text := format('e.model_id = %s and e.tenant_id = $2 and ', vector_arm.model_id)
    || case when vector_arm.eligible is not null then 'e.chunk_id = any ($6)'
         else 'e.collection = any ($3) and howdah_internal.may_read(e.owner_id, e.audience_id, $4, $7)' || coalesce(
           ' and exists (select from howdah.chunks as c'
           ' join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id'
           ' where c.tenant_id = e.tenant_id and c.id = e.chunk_id and (' || vector_arm.condition || '))', '')
       end;
  v_scan text;
  v_ef text;
  v_ids bigint[];
  v_distances double precision[];
begin
  if not vector_arm.is_exact and vector_arm.eligible is null then
    -- The caller has read the vector's dimensions: the library is loaded and its settings are there.
    v_scan := current_setting('hnsw.iterative_scan');
    v_ef := current_setting('hnsw.ef_search');
    perform set_config('hnsw.iterative_scan', 'relaxed_order', true);
    perform set_config('hnsw.ef_search', least(1000, greatest(100, vector_arm.pool))::text, true);
    execute format($sql$
      select array_agg(n.chunk_id), array_agg(n.distance)
        from (
          select e.chunk_id, %1$s as distance from howdah.embeddings as e where %2$s order by %1$s limit %3$s
        ) as n$sql$, v_distance, v_visible, vector_arm.pool)
      into v_ids, v_distances
      using vector_arm.query_embedding, vector_arm.tenant, vector_arm.collections, vector_arm.user_id, null, null,
        vector_arm.audiences;
    perform set_config('hnsw.iterative_scan', v_scan, true);
    perform set_config('hnsw.ef_search', v_ef, true);
    -- The index gives up after so many that may not be seen; what is there then is looked through below.
    if cardinality(v_ids) = vector_arm.pool then
      return query
      select n.chunk_id, 1 - n.distance from unnest(v_ids, v_distances) as n (chunk_id, distance)
       order by n.distance, n.chunk_id;
      return;
    end if;
  end if;
  -- Exact. The + 0 keeps the index away, which would return what is near before it asks what is eligible.
  return query execute format(
    'select e.chunk_id, 1 - %1$s from howdah.embeddings as e where %2$s order by %1$s + 0, e.chunk_id limit $5',
    v_distance, v_visible)
    using vector_arm.query_embedding, vector_arm.tenant, vector_arm.collections, vector_arm.user_id, vector_arm.pool,
      vector_arm.eligible, vector_arm.audiences;
end
$$;
comment on function howdah_internal.vector_arm is
  'Chunks nearest to a vector with their cosine similarity: exact where is_exact or eligible says so, by HNSW '
  'otherwise; exact too where HNSW finds fewer than asked for.';
