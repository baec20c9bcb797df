create or replace function howdah_internal.query_lexemes(language text, query text, is_former boolean)
  returns table (lexeme text, frequency integer)
  language plpgsql
  stable
  rows 10 -- for a thousand the planner would read all statistics of the tenant
  set client_min_messages = warning -- words over 2 kB are left out; a notice for each would drown the caller
as $$
#variable_conflict use_column
declare
  v_tsv tsvector := howdah_internal.search_tsv(query_lexemes.language, query_lexemes.query, true);
  v_former tsvector := case when query_lexemes.is_former then
    to_tsvector(query_lexemes.language::regconfig, howdah_internal.spaced_text(query_lexemes.query)) end;
begin
  return query
  with asked as materialized (
    select t.lexeme, t.positions,
           t.positions is null and t.lexeme ~ ('^[' || howdah_internal.spaceless_letters() || ']') as is_pair
      from unnest(v_tsv) as t (lexeme, positions, weights)
  ), paired as materialized (
    select m.match[1] as letter
      from asked as a
     cross join lateral regexp_matches(
             a.lexeme, '([\u0e01-\u30ff][' || howdah_internal.letter_marks() || ']*)', 'g') as m (match)
     where a.is_pair
  )
  -- Neighbours say more than each of them.
  select a.lexeme, case when a.is_pair then 3 else coalesce(cardinality(a.positions), 1) end
    from asked as a
   -- A sound of Thai or Japanese stands in every text; it asks for something only where it is all there is.
   where a.is_pair or a.lexeme not in (select p.letter from paired as p)
  union
  select f.lexeme, 1
    from unnest(v_former) as f (lexeme, positions, weights)
   where f.lexeme not in (select a.lexeme from asked as a);
end
$$;
comment on function howdah_internal.query_lexemes is
  'What a query asks for in a language, and how often; is_former adds what it was asked by once.';
