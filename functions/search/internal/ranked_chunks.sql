drop function if exists howdah_internal.ranked_chunks(text, integer, text, jsonb, text, halfvec);
create or replace function howdah_internal.ranked_chunks(
  query text,
  match_count integer,
  collection text,
  filter jsonb,
  wanted_mode text,
  query_embedding halfvec,
  has_operators boolean default false,
  knows_similarity boolean default false
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
  v_audiences bigint[] := howdah_internal.audiences_of(v_tenant, v_user);
  v_scope record;
  v_pool integer := case ranked_chunks.wanted_mode
    when 'hybrid' then greatest(50, 5 * ranked_chunks.match_count / 2) else ranked_chunks.match_count end;
  v_asked record;
  v_is_small boolean;
  v_eligible bigint[];
  v_keyword_weight double precision;
  v_vector_weight double precision;
  v_identifiers text[] := '{}';
begin
  if ranked_chunks.match_count not between 1 and 5000 then
    raise exception 'match_count is out of range' using errcode = '22023', hint = 'match_count is 1 to 5000 here.';
  end if;
  select s.* into v_scope
    from howdah_internal.search_scope(
      v_tenant, ranked_chunks.query, ranked_chunks.collection, ranked_chunks.wanted_mode,
      ranked_chunks.query_embedding) as s;
  if v_scope.collections is null then
    return;
  end if;
  select c.* into v_asked
    from howdah_internal.search_conditions(
      v_tenant, ranked_chunks.query, ranked_chunks.filter, ranked_chunks.has_operators) as c;
  if v_scope.mode = 'hybrid' then
    v_keyword_weight := coalesce(howdah.setting('search_keyword_weight')::float8, 1);
    v_vector_weight := coalesce(howdah.setting('search_vector_weight')::float8, 1);
    v_identifiers := howdah_internal.query_identifiers(v_asked.words);
  end if;
  -- Comparing with each of up to 5,000 vectors is as quick as an index, and exact.
  v_is_small := v_scope.mode = 'semantic' and v_asked.condition is null and coalesce((
    select sum(s.chunk_count) between 1 and 5000
      from howdah_internal.corpus_stats as s where s.tenant_id = v_tenant
  ), false);
  if not v_is_small then
    v_eligible := howdah_internal.eligible_chunks(
      v_tenant, v_user, v_scope.collections, v_asked.condition, v_asked.document_condition, v_audiences);
  end if;

  return query
  with vectors as (
    select a.chunk_id, a.score,
           (row_number() over (partition by v.model_id order by a.score desc, a.chunk_id))::integer as rank
      from unnest(v_scope.models, v_scope.dimensions, v_scope.scopes, v_scope.vectors)
             as v (model_id, dimensions, collections, embedding)
     cross join lateral howdah_internal.vector_arm(
             v_tenant, v_user, v.model_id, v.dimensions, v.embedding,
             v.collections::text[], v_asked.condition, v_eligible, v_is_small, v_pool, v_audiences) as a
     where v_scope.mode != 'keyword'
  ), keywords as (
    select a.chunk_id, a.score, (row_number() over (order by a.score desc, a.chunk_id))::integer as rank,
           a.score / max(a.score) over () as share
      from howdah_internal.keyword_arm(v_tenant, v_user, v_asked.words, v_scope.collections, v_asked.condition,
             v_eligible, v_pool, v_audiences) as a
     where v_scope.mode != 'semantic'
  ), named as (
    select i.chunk_id, count(*) as times
      from unnest(v_identifiers) as n (identifier)
     cross join lateral howdah_internal.identified_chunks(
             v_tenant, n.identifier, array(select k.chunk_id from keywords as k)) as i
     group by i.chunk_id
  )
  select chunk_id,
         case v_scope.mode
           when 'keyword' then k.score
           when 'semantic' then v.score
           -- A place says little where nothing is similar (0.2), or where the words are missing that tell apart.
           else coalesce(v_vector_weight * least(1, greatest(0, v.score / 0.2)) / (60 + v.rank), 0)
             + coalesce(v_keyword_weight * k.share / (60 + k.rank), 0)
             -- Who has the very thing that is named is first, as if both arms had said so.
             + coalesce(n.times * (v_keyword_weight + v_vector_weight) / 61, 0)
         end as score,
         case when v.score is null and ranked_chunks.knows_similarity and v_scope.mode = 'hybrid'
           then howdah_internal.chunk_similarity(v_tenant, chunk_id, v_scope.models, v_scope.vectors) else v.score end,
         k.score, v.rank, k.rank, v_scope.mode
    from vectors as v
    full join keywords as k using (chunk_id)
    left join named as n using (chunk_id)
   order by 2 desc, k.rank, 1
   limit ranked_chunks.match_count;
end
$$;
comment on function howdah_internal.ranked_chunks is
  'The best chunks for a query, by id, as the user of this call sees them: both arms, fused by reciprocal rank (k 60), '
  'in parts of a similarity of 0.2 and of the best BM25; chunks that have a rare identifier of the query are first. '
  'Score is the fused one, or BM25 or cosine similarity where only one arm answered. Without has_operators the query '
  'is plain text.';
grant execute on function howdah_internal.ranked_chunks to howdah_app;
