create or replace function howdah_internal.count_new_chunks(max_chunks integer default 2000, tenant text default null)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_corpus record;
  v_last bigint;
  v_chunks bigint;
  v_lexemes bigint;
begin
  -- One corpus a call; whoever counts it already is not waited for.
  select s.tenant_id, s.language, s.last_chunk_id
    into v_corpus
    from howdah_internal.corpus_stats as s
   where (count_new_chunks.tenant is null or s.tenant_id = count_new_chunks.tenant)
     and exists (
       select from howdah.chunks as c
        where c.tenant_id = s.tenant_id and c.language = s.language and c.id > s.last_chunk_id
     )
   order by s.refreshed_at
   limit 1
     for no key update skip locked;
  if not found then
    return 0;
  end if;
  select max(n.id), count(*), coalesce(sum(n.lexeme_count), 0)
    into v_last, v_chunks, v_lexemes
    from (
      select c.id, c.lexeme_count
        from howdah.chunks as c
       where c.tenant_id = v_corpus.tenant_id and c.language = v_corpus.language and c.id > v_corpus.last_chunk_id
       order by c.id
       limit count_new_chunks.max_chunks
    ) as n;
  insert into howdah_internal.lexeme_stats as l (tenant_id, language, lexeme, chunk_count)
  select v_corpus.tenant_id, v_corpus.language, t.lexeme, count(*)
    from howdah.chunks as c
   cross join lateral unnest(c.tsv) as t (lexeme, positions, weights)
   where c.tenant_id = v_corpus.tenant_id and c.language = v_corpus.language
     and c.id > v_corpus.last_chunk_id and c.id <= v_last
   group by t.lexeme
   order by t.lexeme
  on conflict (tenant_id, language, lexeme) do update set chunk_count = l.chunk_count + excluded.chunk_count;
  update howdah_internal.corpus_stats as s
     set chunk_count = s.chunk_count + v_chunks,
         lexeme_count = s.lexeme_count + v_lexemes,
         last_chunk_id = v_last,
         refreshed_at = howdah.now()
   where s.tenant_id = v_corpus.tenant_id and s.language = v_corpus.language;
  return v_chunks;
end
$$;
comment on function howdah_internal.count_new_chunks is
  'Adds the lexemes of new chunks to the statistics of one corpus; returns how many chunks. What is deleted, or '
  'commits late, is corrected by refresh_search_stats: counts only weigh words.';
