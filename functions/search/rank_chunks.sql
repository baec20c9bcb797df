create or replace function howdah.rank_chunks(
  tenant text,
  user_id text,
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
  security definer -- takes tenant and user as values, so that both arms see them as such
  set search_path from current
  set plan_cache_mode = force_generic_plan -- planning anew took longer than all the rest
  set jit = off -- compiling costs a hundred times what a search does
as $$
#variable_conflict use_column
declare
  v_condition text;
  v_pool integer := case rank_chunks.wanted_mode
    when 'hybrid' then greatest(50, 5 * rank_chunks.match_count) else rank_chunks.match_count end;
  v_collections text[];
  v_eligible bigint[];
  v_is_small boolean;
  v_is_large boolean;
  v_models integer[];
  v_dimensions integer[];
  v_scopes text[];
  v_vectors halfvec[];
  v_mode text := rank_chunks.wanted_mode;
  v_keyword_weight double precision;
  v_vector_weight double precision;
begin
  if rank_chunks.match_count not between 1 and 1000 then
    raise exception 'match_count is out of range' using errcode = '22023', hint = 'match_count is 1 to 1000 here.';
  end if;
  if rank_chunks.filter != '{}' then
    v_condition := howdah.filter_condition(rank_chunks.filter);
  end if;
  if v_mode != 'semantic' then
    select array_agg(c.name) into v_collections
      from howdah.collection_models(rank_chunks.tenant, rank_chunks.collection) as s, unnest(s.collections) as c (name);
  end if;
  if v_mode != 'keyword' then
    select array_agg(v.model_id), array_agg(v.dimensions), array_agg(v.collections::text), array_agg(v.embedding)
      into v_models, v_dimensions, v_scopes, v_vectors
      from howdah.query_vectors(
        rank_chunks.tenant, rank_chunks.query, rank_chunks.collection, rank_chunks.query_embedding) as v;
    if v_mode = 'semantic' then
      if v_models is null then
        if not exists (select from howdah.collection_models(rank_chunks.tenant, rank_chunks.collection)) then
          return;
        end if;
        raise exception 'the query has no vector yet'
          using errcode = 'PT409',
                hint = 'Call howdah.request_query_embedding(query), or pass query_embedding; hybrid answers by keyword meanwhile.';
      end if;
      v_collections := array(select n.name from unnest(v_scopes) as s (scope), unnest(s.scope::text[]) as n (name));
    end if;
    v_mode := case when v_models is null then 'keyword' else v_mode end;
  end if;
  if v_collections is null then
    return;
  end if;
  if v_mode = 'hybrid' then
    v_keyword_weight := coalesce(howdah.setting('search_keyword_weight')::float8, 1);
    v_vector_weight := coalesce(howdah.setting('search_vector_weight')::float8, 1);
  end if;
  -- Up to 5,000 comparing with each is as quick as an index, and exact.
  v_is_small := v_condition is null and v_mode != 'keyword' and coalesce((
    select sum(s.chunk_count) between 1 and 5000 from howdah.corpus_stats as s where s.tenant_id = rank_chunks.tenant
  ), false);
  -- Looking whether there are more costs as much as the search; that twice as many were counted is enough to know.
  v_is_large := v_condition is null and not v_is_small and coalesce((
    select sum(c.shared_chunk_count) >= 10000
      from howdah.collections as c
     where c.tenant_id = rank_chunks.tenant and c.name = any (v_collections)
  ), false);
  if not v_is_large and (v_mode != 'semantic' or not v_is_small) then
    v_eligible := howdah.eligible_chunks(
      rank_chunks.tenant, rank_chunks.user_id, v_collections, v_condition,
      case when v_condition is not null then howdah.filter_condition(rank_chunks.filter, 'd.metadata') end, 5000);
  end if;

  return query
  with vectors as (
    select a.chunk_id, a.score,
           (row_number() over (partition by v.model_id order by a.score desc, a.chunk_id))::integer as rank
      from unnest(v_models, v_dimensions, v_scopes, v_vectors) as v (model_id, dimensions, collections, embedding)
     cross join lateral howdah.vector_arm(
             rank_chunks.tenant, rank_chunks.user_id, v.model_id, v.dimensions, v.embedding,
             v.collections::text[], v_condition, v_eligible, v_is_small, v_pool) as a
     where v_mode != 'keyword'
  ), keywords as (
    select a.chunk_id, a.score, (row_number() over (order by a.score desc, a.chunk_id))::integer as rank
      from howdah.keyword_arm(
             rank_chunks.tenant, rank_chunks.user_id, rank_chunks.query, v_collections, v_condition, v_eligible,
             v_pool) as a
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
   limit rank_chunks.match_count;
end
$$;
comment on function howdah.rank_chunks(text, text, text, integer, text, jsonb, text, halfvec) is
  'The best chunks for a query, as a given user of a given tenant sees them: both arms, fused by reciprocal rank (k 60). '
  'Score is the fused one, or BM25 or cosine similarity where only one arm answered.';
