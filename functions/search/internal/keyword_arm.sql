drop function if exists howdah_internal.keyword_arm(text, text, text, text[], text, bigint[], integer);
create or replace function howdah_internal.keyword_arm(
  tenant text,
  user_id text,
  query text,
  collections text[],
  condition text,
  eligible bigint[],
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
  v_languages text[];
  v_queries tsquery[];
  v_frequencies integer[];
  v_counts bigint[];
  v_candidates bigint[] := keyword_arm.eligible;
begin
  -- Of the eligible chunks a lexeme is counted among themselves, by bm25_scores.
  select array_agg(t.language), array_agg(t.lexeme_query), array_agg(t.frequency),
         array_agg(case when v_candidates is null then t.chunk_count end)
    into v_languages, v_queries, v_frequencies, v_counts
    from howdah_internal.query_terms(keyword_arm.tenant, keyword_arm.query) as t;
  if v_queries is null or v_candidates = '{}' then
    return;
  end if;
  if v_candidates is null then
    -- Before the first refresh, and for words that are newer than it, counted now and no further than it matters.
    v_counts := array(
      select coalesce(t.known, (
               select count(*)
                 from (
                   select from howdah.chunks as c
                    where c.tsv @@ t.query
                      and c.tenant_id = keyword_arm.tenant
                      and c.language = t.language
                    limit 20000
                 ) as found
             ))
        from unnest(v_languages, v_queries, v_counts) with ordinality as t (language, query, known, position)
       order by t.position
    );
    v_candidates := howdah_internal.keyword_candidates(
      keyword_arm.tenant, keyword_arm.user_id, keyword_arm.collections, keyword_arm.condition,
      v_languages, v_queries, v_counts, keyword_arm.audiences);
  end if;
  return query
  select b.chunk_id, b.score
    from howdah_internal.bm25_scores(
      keyword_arm.tenant, v_candidates, v_languages, v_queries, v_frequencies, v_counts
    ) as b
   order by b.score desc, b.chunk_id
   limit keyword_arm.pool;
end
$$;
comment on function howdah_internal.keyword_arm is
  'Chunks that answer a query best by BM25: of the eligible ones, or of those with the rarest words.';
