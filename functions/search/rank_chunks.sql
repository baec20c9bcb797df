create or replace function howdah.rank_chunks(
  tenant text,
  user_id text,
  query text,
  match_count integer,
  collection text,
  filter jsonb,
  mode text,
  query_embedding halfvec
)
  returns table (
    rank integer,
    chunk_id bigint,
    score double precision,
    similarity double precision,
    bm25 double precision,
    vector_rank integer,
    keyword_rank integer,
    mode_used text
  )
  language plpgsql
  stable
  security definer -- calls the arms with an explicit tenant and user; returns no content
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_collection text := coalesce(rank_chunks.collection, 'default');
  v_model_id integer := howdah.search_model(
    rank_chunks.tenant, v_collection, rank_chunks.query, rank_chunks.query_embedding);
  v_embedding halfvec := coalesce(
    rank_chunks.query_embedding,
    howdah.known_query_embedding(rank_chunks.tenant, rank_chunks.query, v_model_id));
  v_mode text := rank_chunks.mode;
  v_pool integer := greatest(50, 5 * rank_chunks.match_count);
  v_allowed bigint[] := howdah.filtered_chunks(
    rank_chunks.tenant, rank_chunks.user_id, v_collection, rank_chunks.filter);
begin
  if v_embedding is null and v_mode = 'semantic' and v_model_id is not null then
    raise exception 'the query has no embedding yet'
      using errcode = 'PT409',
            hint = 'Pass query_embedding, or call howdah.request_query_embedding and search again when it says ready.';
  end if;
  if v_embedding is null and v_mode = 'hybrid' then
    v_mode := 'keyword';
  end if;
  return query
  with vectors as (
    select a.chunk_id, a.score, row_number() over (order by a.score desc, a.chunk_id)::integer as position
      from howdah.vector_arm(
        rank_chunks.tenant, rank_chunks.user_id, v_embedding, v_model_id, v_collection, v_allowed, v_pool) as a
     where v_mode != 'keyword' and v_model_id is not null
  ), keywords as (
    select a.chunk_id, a.score, row_number() over (order by a.score desc, a.chunk_id)::integer as position
      from howdah.keyword_arm(
        rank_chunks.tenant, rank_chunks.user_id, rank_chunks.query, v_collection, v_allowed, v_pool) as a
     where v_mode != 'semantic'
  ), fused as (
    -- Reciprocal rank fusion, k 60 (Cormack, Clarke and Buettcher 2009); one arm alone keeps its own score.
    select coalesce(v.chunk_id, k.chunk_id) as id, v.score as similarity, k.score as bm25,
           v.position as vector_rank, k.position as keyword_rank,
           case v_mode
             when 'semantic' then v.score
             when 'keyword' then k.score
             else coalesce(howdah.setting('search_vector_weight')::double precision / (60 + v.position), 0)
               + coalesce(howdah.setting('search_keyword_weight')::double precision / (60 + k.position), 0)
           end as score
      from vectors as v
      full join keywords as k on k.chunk_id = v.chunk_id
  )
  select row_number() over (order by f.score desc, f.id)::integer, f.id, f.score, f.similarity, f.bm25,
         f.vector_rank, f.keyword_rank, v_mode
    from fused as f
   order by f.score desc, f.id
   limit rank_chunks.match_count;
end
$$;
comment on function howdah.rank_chunks(text, text, text, integer, text, jsonb, text, halfvec) is
  'Ranks the chunks a tenant''s user may see, by both arms fused or one of them; ids and scores only.';
