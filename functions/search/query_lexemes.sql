create or replace function howdah.query_lexemes(query text, languages text[])
  returns table (language text, lexeme text, query_count integer, condition tsquery)
  language plpgsql
  stable
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select l.language, t.lexeme, coalesce(cardinality(t.positions), 1),
         ('''' || replace(replace(t.lexeme, '\', '\\'), '''', '''''') || '''')::tsquery
    from unnest(query_lexemes.languages) as l (language)
   cross join lateral unnest(
     to_tsvector(l.language::regconfig, howdah.spaced_text(left(query_lexemes.query, 100000)))
   ) as t;
end
$$;
comment on function howdah.query_lexemes(text, text[]) is
  'The lexemes of a query in each language, how often each stands in it, and the condition that finds it.';
