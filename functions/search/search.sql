-- mode is asked for and answered under one name, which RETURNS TABLE cannot say: hence OUT parameters.
drop function if exists howdah.search(text, integer, text, jsonb, text, halfvec, boolean, integer);
create or replace function howdah.search(
  query text,
  match_count double precision default 10,
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
  query_embedding halfvec default null,
  best_per_document boolean default false,
  max_tokens double precision default null
)
  returns setof record
  language plpgsql
  stable
  set search_path from current
  set plan_cache_mode = force_generic_plan -- planning anew took longer than all the rest
as $$
#variable_conflict use_column
declare
  v_match_count integer := howdah_internal.whole('match_count', coalesce(search.match_count, 10));
  v_max_tokens integer := howdah_internal.whole('max_tokens', search.max_tokens);
  v_mode text := coalesce(search.mode, 'hybrid');
  v_tenant text := howdah.context_tenant();
begin
  perform howdah_internal.refuse_unlogged();
  perform howdah_internal.check_search(search.query, v_match_count, v_mode);
  if v_max_tokens < 1 then
    raise exception 'max_tokens is below 1' using errcode = '22023', hint = 'Pass a number of tokens, or null.';
  end if;
  -- The arms bypass row level security and return ids; what is shown of them passes through it here.
  return query
  with found as (
    select r.score, d.id as document_id, c.id as chunk_id, c.chunk_index, d.title, d.source, c.heading, c.page,
           c.content, d.metadata || c.metadata as metadata, r.similarity, r.bm25, r.vector_rank, r.keyword_rank, r.mode,
           c.token_count,
           case when search.best_per_document
             then row_number() over (partition by d.id order by r.score desc, c.id) else 1 end as rank_in_document
      from howdah_internal.ranked_chunks(
        search.query,
        -- Of long documents many chunks may come before the next document.
        case when search.best_per_document then least(1000, greatest(200, 20 * v_match_count))
          else v_match_count end,
        search.collection, search.filter, v_mode, search.query_embedding) as r
      join howdah.chunks as c on c.tenant_id = v_tenant and c.id = r.chunk_id
      join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
  ), ranked as (
    select f.*, (row_number() over best)::integer as rank, sum(f.token_count) over best as tokens
      from found as f
     where f.rank_in_document = 1
    window best as (order by f.score desc, f.chunk_id rows unbounded preceding)
  )
  select r.rank, r.score, r.document_id, r.chunk_id, r.chunk_index, r.title, r.source, r.heading, r.page, r.content,
         r.metadata, r.similarity, r.bm25, r.vector_rank, r.keyword_rank, r.mode
    from ranked as r
   where r.rank <= v_match_count
     and (v_max_tokens is null or r.tokens <= v_max_tokens)
   order by r.rank;
end
$$;
comment on function howdah.search is
  'Searches the passages that the user of this call may see and returns the best match_count (1 to 200), best first. '
  'mode is hybrid (vectors and BM25, fused), semantic or keyword; hybrid answers by keyword while the query has no '
  'vector, and the column mode says so. collection null is default, * is all. filter: {"key": v}, {"key": [v, w]}, '
  '{"key": {"gte": v, "lt": w}}, {"key": {"exists": true}}; keys are of metadata, or source, language, document_id, '
  'created_at. Quoted phrases, -word and A OR B filter. best_per_document shows each document once, by its best '
  'passage; max_tokens ends the list before the passages together exceed so many estimated tokens. Reads only. Raises '
  '22004, 22023, 22001, 28000, PT404 for an unknown collection, PT409 for semantic without a vector, 42501 where the '
  'setting access_log is required: logged_search is the same then. '
  'Example: select rank, source, content from howdah.search(''how many days of leave'').';
grant execute on function howdah.search to howdah_app;
