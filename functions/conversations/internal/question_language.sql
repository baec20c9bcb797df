create or replace function howdah_internal.question_language(question text, language text)
  returns text
  language plpgsql
  stable
as $$
declare
  v_words text[] := array(
    select distinct w
      from regexp_split_to_table(lower(question_language.question), '[^[:alpha:]]+') as w
     where w != '');
begin
  -- By the words that a language has everywhere and its dictionary leaves out.
  return (
    select l.name
      from unnest(array['english', 'german', 'french', 'italian', 'spanish', 'portuguese', 'dutch', 'russian'])
             with ordinality as l (name, n)
     cross join lateral (
       select count(*) as words
         from unnest(v_words) as w
        where ts_lexize(('pg_catalog.' || l.name || '_stem')::regdictionary, w) = '{}'
     ) as c
     order by c.words desc, l.name != question_language.language, l.n
     limit 1);
end
$$;
comment on function howdah_internal.question_language is
  'The language in which a question is asked, of those whose follow-ups are known; in doubt that of its collection.';
