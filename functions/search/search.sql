-- mode is asked for and answered under one name, which RETURNS TABLE cannot say: hence OUT parameters.
drop function if exists howdah.search(text, integer, text, jsonb, text, halfvec, boolean, integer);
drop function if exists howdah.search(text, float8, text, jsonb, text, halfvec, boolean, float8);
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
  max_tokens double precision default null,
  min_similarity double precision default null,
  diversity double precision default null,
  out also_in text[]
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
  perform howdah_internal.check_search(
    search.query, v_match_count, v_mode, search.query_embedding, search.min_similarity, search.diversity);
  if v_max_tokens < 1 then
    raise exception 'max_tokens is below 1' using errcode = '22023', hint = 'Pass a number of tokens, or null.';
  end if;
  -- The arms bypass row level security and return ids; what is shown of them passes through it here.
  return query
  with found as (
    select p.place, p.score, d.id as document_id, c.id as chunk_id, c.chunk_index, d.title, d.source, c.heading, c.page,
           c.content, d.metadata || c.metadata as metadata, p.similarity, p.bm25, p.vector_rank, p.keyword_rank, p.mode,
           p.copies, sum(c.token_count) over (order by p.place) as tokens
      from unnest(howdah_internal.find_passages(
        search.query, v_match_count, search.collection, search.filter, v_mode, search.query_embedding,
        has_operators => true, best_per_document => coalesce(search.best_per_document, false),
        min_similarity => search.min_similarity, diversity => search.diversity)) as p
      join howdah.chunks as c on c.tenant_id = v_tenant and c.id = p.chunk_id
      join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
  )
  select f.place, f.score, f.document_id, f.chunk_id, f.chunk_index, f.title, f.source, f.heading, f.page, f.content,
         f.metadata, f.similarity, f.bm25, f.vector_rank, f.keyword_rank, f.mode,
         case when f.copies = '{}' then '{}'::text[]
           else howdah_internal.sources_of(v_tenant, f.copies, f.source) end
    from found as f
   where v_max_tokens is null or f.tokens <= v_max_tokens
   order by f.place;
  if not found and search.filter != '{}' then
    perform howdah_internal.explain_filter(search.collection, search.filter);
  end if;
end
$$;
comment on function howdah.search is
  'Searches the passages that the user of this call may see and returns the best match_count (1 to 200), best first; '
  'null for an argument is its default. mode is hybrid (vectors and BM25, fused), semantic or keyword; hybrid answers '
  'by keyword while the query has no vector, and the column mode says so; semantic with query_embedding needs no '
  'words. collection null is default, * is all. filter: {"key": v}, {"key": [v, w]}, {"key": {"gte": v, "lt": w}}, '
  '{"key": {"ne": v}}, which holds where the key is missing, {"key": {"exists": true}}, {"key": {"nested": v}}, which '
  'is {"key.nested": v}, '
  '{"or": [{..}, {..}]}; keys are of metadata, or source, language, document_id, created_at; a NOTICE tells where '
  'nothing was found because no document has the key, or a value of that type. "A phrase", -word, -"a phrase" and '
  'A OR B filter in every mode. -word excludes only beside something that is asked for, from three letters on: -v, '
  '--force and -5 are words, and a passage that has the word with its minus stays. A text that several documents have '
  'stands once; also_in has their other sources. best_per_document shows each document once, by its best passage; '
  'max_tokens ends the list before the passages together exceed so many estimated tokens; min_similarity (cosine, -1 '
  'to 1) leaves out what is less similar, but not what has no vector yet; diversity (0 to 1) weighs against relevance '
  'how much a passage is like those before it: maximal marginal relevance, Carbonell and Goldstein 1998, with lambda = '
  '1 - diversity. Reads only. Raises 22004, 22023, 22001, 28000, PT404 for an unknown collection, PT409 for semantic '
  'without a vector, 42501 where the setting access_log is required: logged_search is the same then. '
  'Example: select rank, source, content from howdah.search(''how many days of leave'').';
grant execute on function howdah.search to howdah_app;
