create or replace function howdah_internal.query_identifiers(words text)
  returns text[]
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  return array(
    select t.word
      from (
        select r.n, btrim(r.token, '.,;:?!()[]{}<>"''`') as word, count(*) over () as words
          from regexp_split_to_table(left(query_identifiers.words, 10000), '\s+') with ordinality as r (token, n)
         where r.token ~ '[[:alnum:]]|[^\u0001-\u007f]'
      ) as t
     where t.words = 1
        -- ABC-123, 4711, 10.0.0.1, 2031-04, snake_case, a@b, std::move, node.js, dir/file.c, camelCase
        or t.word ~ '[[:alpha:]_].*\d|\d.*[[:alpha:]_]|\d{4}|\d[.:-]\d+[.:-]\d'
        or t.word ~ '[[:alnum:]][_@\\][[:alnum:]]|::|[[:alnum:]]{2}\.[[:alpha:]]{2}|/.*/|[[:lower:]][[:upper:]]'
     group by t.word
     order by min(t.n)
     limit 5
  );
end
$$;
comment on function howdah_internal.query_identifiers is
  'The words of a question that look like the name or number of something, or its only word; at most five.';
