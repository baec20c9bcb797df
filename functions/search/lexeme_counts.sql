create or replace function howdah.lexeme_counts(tenant text, languages text[], queries tsquery[], known bigint[])
  returns bigint[]
  language plpgsql
  stable
  security definer -- tenant is an explicit predicate here
  set search_path from current
as $$
begin
  -- Before the first refresh, and for words that are newer than it, counted now and no further than it matters.
  return array(
    select coalesce(t.known, (
             select count(*)
               from (
                 select from howdah.chunks as c
                  where c.tsv @@ t.query
                    and c.tenant_id = lexeme_counts.tenant
                    and c.language = t.language
                  limit 20000
               ) as found
           ))
      from unnest(languages, queries, known) with ordinality as t (language, query, known, position)
     order by t.position
  );
end
$$;
comment on function howdah.lexeme_counts(text, text[], tsquery[], bigint[]) is
  'In how many of the tenant''s chunks each lexeme stands: the known numbers, else counted up to 20,000.';
