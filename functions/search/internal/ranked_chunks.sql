create or replace function howdah_internal.ranked_chunks(
  query text,
  match_count integer,
  collection text,
  filter jsonb,
  wanted_mode text,
  query_embedding halfvec
)
  returns table (
    chunk_id bigint,
    score double precision,
    similarity double precision,
    bm25 double precision,
    vector_rank integer,
    keyword_rank integer,
    mode text
  )
  language plpgsql
  stable
  rows 20 -- for a thousand the planner would read all chunks of the tenant
  security definer -- tenant and user are of the context, and explicit to both arms; returns no content
  set search_path from current
  set plan_cache_mode = force_generic_plan -- planning anew took longer than all the rest
  set jit = off -- compiling costs a hundred times what a search does
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_mode text := ranked_chunks.wanted_mode;
  v_pool integer := case v_mode
    when 'hybrid' then greatest(50, 5 * ranked_chunks.match_count) else ranked_chunks.match_count end;
  v_condition text := case when ranked_chunks.filter != '{}'
    then howdah_internal.filter_condition(ranked_chunks.filter) end;
  v_models integer[];
  v_dimensions integer[];
  v_scopes text[];
  v_vectors halfvec[];
  v_collections text[];
  v_is_small boolean;
  v_eligible bigint[];
  v_keyword_weight double precision;
  v_vector_weight double precision;
begin
  if ranked_chunks.match_count not between 1 and 5000 then
    raise exception 'match_count is out of range' using errcode = '22023', hint = 'match_count is 1 to 5000 here.';
  end if;
  if v_mode != 'keyword' then
    select array_agg(v.model_id), array_agg(v.dimensions), array_agg(v.collections::text), array_agg(v.embedding)
      into v_models, v_dimensions, v_scopes, v_vectors
      from howdah_internal.query_vectors(
        v_tenant, ranked_chunks.query, ranked_chunks.collection, ranked_chunks.query_embedding) as v;
  end if;
  if v_mode = 'semantic' and v_models is not null then
    v_collections := array(select n.name from unnest(v_scopes) as s (scope), unnest(s.scope::text[]) as n (name));
  else
    select array_agg(n.name) into v_collections
      from howdah_internal.collection_models(v_tenant, ranked_chunks.collection) as s,
           unnest(s.collections) as n (name);
    if v_collections is null then
      return;
    end if;
    if v_mode = 'semantic' then
      raise exception 'the query has no vector yet'
        using errcode = 'PT409',
              hint = 'Call howdah.request_query_embedding(query), or pass query_embedding; hybrid answers by keyword '
                'meanwhile.';
    end if;
    v_mode := case when v_models is null then 'keyword' else v_mode end;
  end if;
  if v_mode = 'hybrid' then
    v_keyword_weight := coalesce(howdah.setting('search_keyword_weight')::float8, 1);
    v_vector_weight := coalesce(howdah.setting('search_vector_weight')::float8, 1);
  end if;
  -- Comparing with each of up to 5,000 vectors is as quick as an index, and exact.
  v_is_small := v_mode = 'semantic' and v_condition is null and coalesce((
    select sum(s.chunk_count) between 1 and 5000
      from howdah_internal.corpus_stats as s where s.tenant_id = v_tenant
  ), false);
  if not v_is_small then
    v_eligible := howdah_internal.eligible_chunks(
      v_tenant, v_user, v_collections, v_condition, ranked_chunks.filter);
  end if;

  return query
  with vectors as (
    select a.chunk_id, a.score,
           (row_number() over (partition by v.model_id order by a.score desc, a.chunk_id))::integer as rank
      from unnest(v_models, v_dimensions, v_scopes, v_vectors) as v (model_id, dimensions, collections, embedding)
     cross join lateral howdah_internal.vector_arm(
             v_tenant, v_user, v.model_id, v.dimensions, v.embedding,
             v.collections::text[], v_condition, v_eligible, v_is_small, v_pool) as a
     where v_mode != 'keyword'
  ), keywords as (
    select a.chunk_id, a.score, (row_number() over (order by a.score desc, a.chunk_id))::integer as rank
      from howdah_internal.keyword_arm(
             v_tenant, v_user, ranked_chunks.query, v_collections, v_condition, v_eligible, v_pool) as a
     where v_mode != 'semantic'
  )
  select chunk_id,
         case v_mode
           when 'keyword' then k.score
           when 'semantic' then v.score
           else coalesce(v_vector_weight / (60 + v.rank), 0) + coalesce(v_keyword_weight / (60 + k.rank), 0)
         end as score,
         v.score, k.score, v.rank, k.rank, v_mode
    from vectors as v
    full join keywords as k using (chunk_id)
   order by 2 desc, 1
   limit ranked_chunks.match_count;
end
$$;
comment on function howdah_internal.ranked_chunks is
  'The best chunks for a query, by id, as the user of this call sees them: both arms, fused by reciprocal rank (k 60). '
  'Score is the fused one, or BM25 or cosine similarity where only one arm answered.';
grant execute on function howdah_internal.ranked_chunks to howdah_app;
