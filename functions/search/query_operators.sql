create or replace function howdah.query_operators(language text, query text)
  returns tsquery
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_query tsquery;
begin
  -- Only what stands with an operator filters; the words around it rank.
  select (string_agg('(' || nullif(websearch_to_tsquery(query_operators.language::regconfig, p.part[1])::text, '') || ')', ' & '))::tsquery
    into v_query
    from regexp_matches(
      howdah.spaced_text(query_operators.query),
      '(?:^|\s)(-?"[^"]+"|-[^\s"]+|[^\s"]+(?:\s+OR\s+[^\s"]+)+)(?=\s|$)', 'g'
    ) as p (part);
  return v_query;
end
$$;
comment on function howdah.query_operators(text, text) is
  'What quotes, minus and OR in a query demand, as a filter; null when there are none.';
