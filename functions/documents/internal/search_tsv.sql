-- What a word says besides has no place of its own: it makes no text longer, and phrases pass it by.
create or replace function howdah_internal.search_tsv(language text, content text, is_query boolean default false)
  returns tsvector
  language plpgsql
  stable
  set client_min_messages = warning -- words over 2 kB are left out; a notice for each would drown the caller
as $$
declare
  v_config regconfig := search_tsv.language::regconfig;
  v_text text := howdah_internal.search_text(search_tsv.content);
  v_tsv tsvector := to_tsvector(v_config, howdah_internal.search_words(v_text));
  v_words text := howdah_internal.compound_words(v_text, search_tsv.is_query);
  v_names text[] := '{}';
begin
  if octet_length(v_text) > length(v_text) then
    if v_text ~ '[\u00c0-\u0451\u1e00-\u1fff]' then
      v_words := concat_ws(E'\n', v_words, howdah_internal.folded_words(v_text));
    end if;
    if v_text ~ '[\u0e01-\u109f\u1780-\u1aaf\u3005-\ufaff\U00020000-\U0003ffff]' then
      v_names := howdah_internal.letter_pairs(v_text);
    end if;
    -- The parser knows no emoji.
    if v_text ~ '[\u2600-\u27bf\U0001f1e6-\U0001faff]' then
      v_names := v_names || array(
        select m.match[1]
          from regexp_matches(
            v_text, '[\u2600-\u27bf\U0001f1e6-\U0001f3fa\U0001f400-\U0001faff]', 'g') as m (match));
    end if;
  end if;
  if v_words ~ '[0-9][-._/:@=?&#+~%$\\][0-9]|\+\+|#' then
    v_names := v_names
      || array(
        select l.line from string_to_table(v_words, E'\n') as l (line)
         where l.line ~ '[-._/:@=?&#+~%$\\]' and octet_length(l.line) <= 400);
    v_words := regexp_replace(v_words, '^.*[-._/:@=?&#+~%$\\].*$', '', 'gn');
  end if;
  if v_words is not null then
    v_tsv := v_tsv || strip(to_tsvector(v_config, v_words));
  end if;
  return v_tsv || array_to_tsvector(v_names);
end
$$;
comment on function howdah_internal.search_tsv is
  'Lexemes of a text, the same for index and query: its words in their places, and without a place what its joined '
  'words are as one and by their parts, words without accents, and neighbours in scripts without spaces.';
