create or replace function howdah.keyword_arm(
  tenant text,
  user_id text,
  query text,
  collections text[],
  condition text,
  eligible bigint[],
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
  v_languages text[];
  v_queries tsquery[];
  v_frequencies integer[];
  v_counts bigint[];
  v_candidates bigint[] := keyword_arm.eligible;
begin
  select array_agg(t.language), array_agg(t.lexeme_query), array_agg(t.frequency), array_agg(t.chunk_count)
    into v_languages, v_queries, v_frequencies, v_counts
    from howdah.query_terms(keyword_arm.tenant, keyword_arm.query) as t;
  if v_queries is null or v_candidates = '{}' then
    return;
  end if;
  if v_candidates is null then
    v_counts := howdah.lexeme_counts(keyword_arm.tenant, v_languages, v_queries, v_counts);
    v_candidates := howdah.keyword_candidates(
      keyword_arm.tenant, keyword_arm.user_id, keyword_arm.collections,
      keyword_arm.condition, v_languages, v_queries, v_counts);
  else
    v_counts := array_fill(null::bigint, array[cardinality(v_queries)]);
  end if;
  return query
  select b.chunk_id, b.score
    from howdah.bm25_scores(
      keyword_arm.tenant, keyword_arm.query, v_candidates, v_languages, v_queries, v_frequencies, v_counts
    ) as b
   order by b.score desc, b.chunk_id
   limit keyword_arm.pool;
end
$$;
comment on function howdah.keyword_arm(text, text, text, text[], text, bigint[], integer) is
  'Chunks that answer a query best by BM25: exact over the eligible ones, over the rarest words'' when eligible is null.';
