create or replace function howdah.vector_arm(
  tenant text,
  user_id text,
  query_embedding halfvec,
  model_id integer,
  collection text,
  allowed bigint[],
  pool integer
)
  returns table (chunk_id bigint, score double precision)
  language plpgsql
  stable
  security definer -- the planner must see the tenant as a value; explicit tenant and owner, returns no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_dimensions integer;
  v_indexed boolean;
  v_where text;
  v_scan text;
  v_ef text;
begin
  select m.dimensions,
         exists (
           select from pg_class as c
            where c.relname = format('embeddings_%s_hnsw_idx', m.id) and c.relnamespace = 'howdah'::regnamespace
         )
    into v_dimensions, v_indexed
    from howdah.models as m
   where m.id = vector_arm.model_id;
  if vector_dims(vector_arm.query_embedding) is distinct from v_dimensions then
    raise exception 'the query embedding does not have % dimensions', v_dimensions
      using errcode = '22023', hint = 'Embed the query with the model of the collection.';
  end if;
  v_where := format(
    'e.model_id = %s and e.tenant_id = %L and (e.owner_id is null or e.owner_id = %L)%s%s',
    vector_arm.model_id, vector_arm.tenant, vector_arm.user_id,
    case when vector_arm.collection = '*' then '' else format(' and e.collection = %L', vector_arm.collection) end,
    case when vector_arm.allowed is null then '' else format(' and e.chunk_id = any (%L::bigint[])', vector_arm.allowed) end);
  if v_indexed then
    execute format('select count(*) > 5000 from (select from howdah.embeddings as e where %s limit 5001) as few', v_where)
      into v_indexed;
  end if;
  if not v_indexed then
    -- Few rows: computed first and sorted then, so that no index with its misses comes in between.
    return query execute format(
      'with e as materialized (
         select e.chunk_id, e.embedding <=> %L::halfvec as distance from howdah.embeddings as e where %s
       )
       select e.chunk_id, 1 - e.distance from e order by e.distance, e.chunk_id limit %s',
      vector_arm.query_embedding, v_where, vector_arm.pool);
    return;
  end if;
  -- The literals let the planner see how selective the tenant is, and the index expression must match.
  v_scan := current_setting('hnsw.iterative_scan', true);
  v_ef := current_setting('hnsw.ef_search', true);
  perform set_config('hnsw.iterative_scan', 'relaxed_order', true);
  perform set_config('hnsw.ef_search', greatest(100, vector_arm.pool)::text, true);
  return query execute format(
    'with e as materialized (
       select e.chunk_id, e.embedding::halfvec(%1$s) <=> %2$L::halfvec(%1$s) as distance
         from howdah.embeddings as e where %3$s
        order by e.embedding::halfvec(%1$s) <=> %2$L::halfvec(%1$s) limit %4$s
     )
     select e.chunk_id, 1 - e.distance from e order by e.distance, e.chunk_id',
    v_dimensions, vector_arm.query_embedding, v_where, vector_arm.pool);
  perform set_config('hnsw.iterative_scan', coalesce(v_scan, 'off'), true);
  perform set_config('hnsw.ef_search', coalesce(v_ef, '40'), true);
end
$$;
comment on function howdah.vector_arm(text, text, halfvec, integer, text, bigint[], integer) is
  'The nearest chunks by cosine among those a tenant''s user may see, with their similarities and nothing else: exact '
  'up to 5,000 rows, by HNSW above.';
