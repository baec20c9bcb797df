create or replace function howdah.ranked_chunks(
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
  security definer -- takes tenant and user from the context; returns no content
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select r.*
    from howdah.rank_chunks(
      howdah.acting_tenant(), howdah.current_user_id(), ranked_chunks.query, ranked_chunks.match_count,
      ranked_chunks.collection, ranked_chunks.filter, ranked_chunks.wanted_mode,
      ranked_chunks.query_embedding) as r;
end
$$;
comment on function howdah.ranked_chunks(text, integer, text, jsonb, text, halfvec) is
  'Chunk ids and scores for the user of this call; howdah.search joins the texts under row level security.';
