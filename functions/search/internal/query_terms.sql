create or replace function howdah_internal.query_terms(tenant text, query text)
  returns table (language text, lexeme_query tsquery, frequency integer, chunk_count bigint)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_is_former boolean := howdah_internal.has_former_tsv(query_terms.tenant);
begin
  return query
  with languages as (
    select s.language
      from howdah_internal.corpus_stats as s
     where s.tenant_id = query_terms.tenant
       and exists (select from pg_ts_config as c where c.cfgname = s.language and pg_ts_config_is_visible(c.oid))
  ), terms as (
    select l.language, t.lexeme, t.frequency, s.chunk_count,
           -- Of a very long query only the rarest words decide.
           row_number() over (
             partition by l.language
             order by coalesce(s.chunk_count, 0), t.frequency desc, length(t.lexeme) desc, t.lexeme
           ) as position
      from languages as l
     cross join lateral howdah_internal.query_lexemes(l.language, query_terms.query, v_is_former) as t
      left join howdah_internal.lexeme_stats as s
        on s.tenant_id = query_terms.tenant and s.language = l.language and s.lexeme = t.lexeme
  )
  -- Quoted as tsquery wants it: each \ and ' twice.
  select t.language, ('''' || replace(replace(t.lexeme, '\', '\\'), '''', '''''') || '''')::tsquery, t.frequency,
         t.chunk_count
    from terms as t
   where t.position <= 64
   order by t.language, t.position;
end
$$;
comment on function howdah_internal.query_terms is
  'Lexemes of a query in each language of the tenant, at most 64, and in how many chunks they are known to stand.';
