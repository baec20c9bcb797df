-- mode is asked for and answered under one name, which RETURNS TABLE cannot say: hence OUT parameters.
create or replace function howdah.search(
  query text,
  match_count integer default 10,
  collection text default null,
  filter jsonb default '{}',
  out rank integer,
  out score double precision,
  out document_id uuid,
  out chunk_id bigint,
  out chunk_index integer,
  out title text,
  out source text,
  out heading text,
  out page integer,
  out content text,
  out metadata jsonb,
  out similarity double precision,
  out bm25 double precision,
  out vector_rank integer,
  out keyword_rank integer,
  inout mode text default 'hybrid',
  query_embedding halfvec default null
)
  returns setof record
  language plpgsql
  stable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
begin
  -- The arms bypass row level security and return ids; what is shown of them passes through it here.
  return query
  select (row_number() over (order by r.score desc, r.chunk_id))::integer, r.score, d.id, c.id, c.chunk_index, d.title,
         d.source, c.heading, c.page, c.content, d.metadata || c.metadata, r.similarity, r.bm25, r.vector_rank,
         r.keyword_rank, r.mode
    from howdah.ranked_chunks(
      search.query, search.match_count, search.collection, search.filter, search.mode, search.query_embedding) as r
    join howdah.chunks as c
      on c.tenant_id = v_tenant and c.id = r.chunk_id
    join howdah.documents as d
      on d.tenant_id = c.tenant_id and d.id = c.document_id
   order by r.score desc, r.chunk_id;
end
$$;
comment on function howdah.search(text, integer, text, jsonb, text, halfvec) is
  'Searches the passages that the user of this call may see and returns the best match_count (1 to 200), best first. mode '
  'is hybrid (vectors and BM25, fused), semantic or keyword; hybrid answers by keyword while the query has no vector, and '
  'the column mode says so. collection null is default, * is all. filter: {"key": v}, {"key": [v, w]}, '
  '{"key": {"gte": v, "lt": w}}, {"key": {"exists": true}}; keys are of metadata, or source, language, document_id, '
  'created_at. Quoted phrases, -word and A OR B filter. Reads only. Raises 22004, 22023, 22001, 28000, PT404 for an '
  'unknown collection, PT409 for semantic without a vector. '
  'Example: select rank, source, content from howdah.search(''how many days of leave'').';
