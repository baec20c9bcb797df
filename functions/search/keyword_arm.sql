create or replace function howdah.keyword_arm(
  tenant text,
  user_id text,
  query text,
  collection text,
  allowed bigint[],
  pool integer
)
  returns table (chunk_id bigint, score double precision)
  language plpgsql
  stable
  security definer -- under row level security the GIN index is not used; explicit tenant and owner, returns no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_cap constant integer := 5000;
  v_languages text[];
  v_exact boolean;
  v_any tsquery;
  -- Only what is quoted or excluded filters; the plain words of a question only rank.
  v_operators text := (
    select string_agg(m.match[1], ' ')
      from regexp_matches(keyword_arm.query, '(-?"[^"]+"|(?:^|\s)-\w+)', 'g') as m (match)
  );
begin
  select array_agg(s.language) into v_languages
    from howdah.corpus_stats as s
   where s.tenant_id = keyword_arm.tenant;
  -- Few chunks: every one is scored and frequencies are counted among them. Many: the rarest lexemes choose.
  v_exact := keyword_arm.allowed is not null or (
    select count(*) <= v_cap from (
      select from howdah.chunks as c
       where c.tenant_id = keyword_arm.tenant
         and (keyword_arm.collection = '*' or c.collection = keyword_arm.collection)
       limit v_cap + 1
    ) as few);
  select string_agg(r.condition::text, ' | ')::tsquery
    into v_any
    from (
      select l.condition, row_number() over o as position,
             sum(f.frequency) over (o rows between unbounded preceding and 1 preceding) as before
        from howdah.query_lexemes(keyword_arm.query, v_languages) as l
       cross join lateral (
         select case when v_exact then 0 else coalesce(
           (select s.chunk_count from howdah.lexeme_stats as s
             where s.tenant_id = keyword_arm.tenant and s.language = l.language and s.lexeme = l.lexeme),
           (select count(*) from (
              select from howdah.chunks as c where c.tenant_id = keyword_arm.tenant and c.tsv @@ l.condition limit v_cap + 1
            ) as capped)) end as frequency
       ) as f
      window o as (order by f.frequency, l.lexeme)
    ) as r
   where v_exact or r.position <= 2 or r.before <= v_cap;
  if v_any is null then
    return;
  end if;

  return query
  with corpus as (
    select c.language, count(*)::double precision as chunk_count, avg(c.lexeme_count) as mean_length
      from howdah.chunks as c
     where c.tenant_id = keyword_arm.tenant
       and (c.owner_id is null or c.owner_id = keyword_arm.user_id)
       and (keyword_arm.collection = '*' or c.collection = keyword_arm.collection)
       and (keyword_arm.allowed is null or c.id = any (keyword_arm.allowed))
     group by c.language
  ), found as materialized (
    select c.id, c.language, c.tsv, c.lexeme_count
      from howdah.chunks as c
     where c.tenant_id = keyword_arm.tenant
       and (c.owner_id is null or c.owner_id = keyword_arm.user_id)
       and (keyword_arm.collection = '*' or c.collection = keyword_arm.collection)
       and (keyword_arm.allowed is null or c.id = any (keyword_arm.allowed))
       and c.tsv @@ v_any
       and (v_operators is null or c.tsv @@ websearch_to_tsquery(c.language::regconfig, howdah.spaced_text(v_operators)))
  ), matched as (
    -- ts_rank of one lexeme with equal weights is sum(1/i^2, i <= tf) / 1.6449341: solved for tf it saves unnest.
    select f.id, f.language, f.lexeme_count, l.query_count,
           1 / (1.6449341 * (1 - least(ts_rank('{1,1,1,1}', f.tsv, l.condition), 0.9999))) - 0.5 as frequency,
           count(*) over (partition by f.language, l.lexeme) as chunk_count
      from found as f
      join howdah.query_lexemes(keyword_arm.query, v_languages) as l
        on l.language = f.language and f.tsv @@ l.condition
  )
  -- BM25 with k1 1.2 and b 0.75 (Robertson and Zaragoza 2009), repeated words of the query counting again.
  select m.id,
         sum(m.query_count * ln(1 + (k.chunk_count - m.chunk_count + 0.5) / (m.chunk_count + 0.5))
           * m.frequency * 2.2
           / (m.frequency + 1.2 * (0.25 + 0.75 * m.lexeme_count / nullif(k.mean_length, 0))))::double precision as bm25
    from matched as m
    join corpus as k on k.language = m.language
   group by m.id
   order by bm25 desc, m.id
   limit keyword_arm.pool;
end
$$;
comment on function howdah.keyword_arm(text, text, text, text, bigint[], integer) is
  'The best chunks by BM25 among those a tenant''s user may see, with their scores and nothing else. allowed limits '
  'them to given chunks; null is all.';
