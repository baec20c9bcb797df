create or replace function howdah.query_recall(
  tenant text,
  user_id text,
  model_id integer,
  dimensions integer,
  query_embedding halfvec,
  collections text[],
  filter jsonb,
  match_count integer
)
  returns double precision
  language plpgsql
  stable
  security definer -- tenant and owner are explicit predicates here; returns no content
  set search_path from current
  set jit = off -- compiling costs a hundred times what a search does
as $$
#variable_conflict use_column
declare
  v_condition text := howdah.filter_condition(query_recall.filter);
  v_worst double precision;
  v_exact integer;
  v_found integer;
begin
  select count(*), min(x.score) into v_exact, v_worst
    from howdah.exact_vectors(
      query_recall.tenant, query_recall.user_id, query_recall.model_id, query_recall.dimensions,
      query_recall.query_embedding, query_recall.collections, v_condition, query_recall.match_count) as x;
  -- What semantic search does, with the pool that it takes.
  select count(*) filter (where a.score >= v_worst - 1e-6) into v_found
    from (
      select v.score
        from howdah.vector_arm(
          query_recall.tenant, query_recall.user_id, query_recall.model_id, query_recall.dimensions,
          query_recall.query_embedding, query_recall.collections, v_condition,
          howdah.eligible_chunks(
            query_recall.tenant, query_recall.user_id, query_recall.collections, v_condition,
            howdah.filter_condition(query_recall.filter, 'd.metadata'), 5000),
          false, query_recall.match_count) as v
       order by v.score desc
       limit query_recall.match_count
    ) as a;
  return least(1, v_found::double precision / nullif(v_exact, 0));
end
$$;
comment on function howdah.query_recall(text, text, integer, integer, halfvec, text[], jsonb, integer) is
  'Share of the exact nearest match_count chunks that the vector arm finds for one query; null when there is none. Found '
  'is what is as similar as the last of the exact ones, so that equal vectors are no misses (recall as ann-benchmarks '
  'counts it: Aumueller, Bernhardsson, Faithfull 2020).';
