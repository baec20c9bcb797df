create or replace function howdah_internal.query_recall(
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
  security definer -- tenant, owner and audience are explicit predicates here; returns no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_condition text := howdah_internal.filter_condition(query_recall.filter);
  v_audiences bigint[] := howdah_internal.audiences_of(query_recall.tenant, query_recall.user_id);
  v_worst double precision;
  v_exact integer;
  v_found integer;
begin
  select count(*), min(x.score) into v_exact, v_worst
    from howdah_internal.vector_arm(
      query_recall.tenant, query_recall.user_id, query_recall.model_id, query_recall.dimensions,
      query_recall.query_embedding, query_recall.collections, v_condition, null, true, query_recall.match_count,
      v_audiences) as x;
  -- What semantic search does, with the pool that it takes.
  select count(*) filter (where a.score >= v_worst - 1e-6) into v_found
    from (
      select v.score
        from howdah_internal.vector_arm(
          query_recall.tenant, query_recall.user_id, query_recall.model_id, query_recall.dimensions,
          query_recall.query_embedding, query_recall.collections, v_condition,
          howdah_internal.eligible_chunks(
            query_recall.tenant, query_recall.user_id, query_recall.collections, v_condition,
            howdah_internal.filter_condition(query_recall.filter, 'd.metadata'), v_audiences),
          false, query_recall.match_count, v_audiences) as v
       order by v.score desc
       limit query_recall.match_count
    ) as a;
  return least(1, v_found::double precision / nullif(v_exact, 0));
end
$$;
comment on function howdah_internal.query_recall is
  'Share of the exact nearest match_count chunks that the vector arm finds, null when there is none; what is as '
  'similar as the last of them counts (ann-benchmarks: Aumueller, Bernhardsson, Faithfull 2020).';
