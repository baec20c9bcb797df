drop function if exists howdah_internal.bm25_scores(text, text, bigint[], text[], tsquery[], integer[], bigint[]);
create or replace function howdah_internal.bm25_scores(
  tenant text,
  chunk_ids bigint[],
  languages text[],
  queries tsquery[],
  frequencies integer[],
  counts bigint[]
)
  returns table (chunk_id bigint, score double precision)
  language plpgsql
  stable
  security definer -- tenant is an explicit predicate here; returns no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_any tsquery := (select string_agg(q.query::text, ' | ')::tsquery from unnest(queries) as q (query));
begin
  return query
  with scanned as materialized (
    -- Joined to an empty tsvector, so that it is unpacked once and not for each lexeme.
    select c.id, c.language, c.lexeme_count, case when c.tsv @@ v_any then c.tsv || '' end as tsv
      from howdah.chunks as c
     where c.tenant_id = bm25_scores.tenant
       and c.id = any (chunk_ids)
  ), sizes as materialized (
    -- Known counts come with a known corpus; else these chunks are the corpus.
    select s.language, coalesce(max(k.chunk_count), count(*))::float8 as n,
           greatest(coalesce(max(k.lexeme_count)::float8 / max(k.chunk_count), avg(s.lexeme_count)), 1) as length
      from scanned as s
      left join howdah_internal.corpus_stats as k
        on k.tenant_id = bm25_scores.tenant and k.language = s.language and k.chunk_count > 0
       and counts[1] is not null
     group by s.language
  ), hits as (
    -- With these weights ts_rank of one lexeme is a sum over 1/i^2: solved for the number of times it stands there.
    select s.id, s.language, s.lexeme_count, t.position, t.frequency, t.count,
           ts_rank('{1, 1, 1, 1}', s.tsv, t.query) as rank
      from scanned as s
      join unnest(languages, queries, frequencies, counts)
             with ordinality as t (language, query, frequency, count, position)
        on t.language = s.language
     where s.tsv is not null
    offset 0 -- so that the rank is taken once, not again to compare it
  ), counted as (
    select h.*, greatest(coalesce(h.count, 0), count(*) over (partition by h.position))::float8 as df,
           1 / (1.6449341::float8 * (1 - h.rank)) - 0.5::float8 as times
      from hits as h
     where h.rank > 0
  )
  select c.id,
         sum(
           c.frequency * ln(1 + (greatest(z.n, c.df) - c.df + 0.5::float8) / (c.df + 0.5::float8))
           * c.times * 2.2::float8 / (c.times + 1.2::float8 * (0.25::float8 + 0.75::float8 * c.lexeme_count / z.length))
         )
    from counted as c
    join sizes as z on z.language = c.language
   group by c.id;
end
$$;
comment on function howdah_internal.bm25_scores is
  'BM25 (k1 1.2, b 0.75) of these chunks; lexemes without a known count are counted in these chunks.';
