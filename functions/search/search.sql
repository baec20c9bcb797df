create or replace function howdah.search(
  query text,
  match_count integer default 10,
  collection text default null,
  filter jsonb default '{}',
  mode text default 'hybrid',
  query_embedding halfvec default null
)
  returns table (
    rank integer,
    score double precision,
    document_id uuid,
    chunk_id bigint,
    chunk_index integer,
    title text,
    source text,
    heading text,
    page integer,
    content text,
    metadata jsonb,
    similarity double precision,
    bm25 double precision,
    vector_rank integer,
    keyword_rank integer,
    mode_used text
  )
  language plpgsql
  stable
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_user text := howdah.current_user_id();
begin
  perform howdah.check_search(search.query, search.match_count, search.mode);
  -- The content is joined as the caller: a fault in an arm cannot show it to the wrong one.
  return query
  select r.rank, r.score, c.document_id, c.id, c.chunk_index, d.title, d.source, c.heading, c.page, c.content,
         d.metadata || c.metadata, r.similarity, r.bm25, r.vector_rank, r.keyword_rank, r.mode_used
    from howdah.ranked_chunks(
      search.query, search.match_count, search.collection, search.filter, search.mode, search.query_embedding) as r
    join howdah.chunks as c
      on c.tenant_id = v_tenant and c.id = r.chunk_id
    join howdah.documents as d
      on d.tenant_id = c.tenant_id and d.id = c.document_id
   where c.owner_id is null or c.owner_id = v_user
   order by r.rank;
end
$$;
comment on function howdah.search(text, integer, text, jsonb, text, halfvec) is
  'The best chunks for a query, hybrid by default: BM25 and vectors fused by rank. collection null is default, * is all. '
  'filter is {"key": v}, {"key": [v, w]}, {"key": {"gte": v, "lt": w}} or {"key": {"exists": true}} over metadata, '
  'source, language, document_id and created_at. Hybrid without a known query embedding answers by keyword; the column '
  'mode_used says so. Quoted phrases must stand in a chunk, words behind a minus must not. Writes nothing. Raises 22004, 22023, 22001, PT404, PT409 for '
  'semantic without an embedding. Example: select * from howdah.search(''how do refunds work'', 5).';
