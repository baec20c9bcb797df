create or replace function howdah_internal.search_phrase(language text, content text, is_former boolean)
  returns tsquery
  language plpgsql
  stable
  set client_min_messages = warning -- of words over 2 kB and phrases of stop words
as $$
declare
  v_config regconfig := search_phrase.language::regconfig;
  v_query tsquery := phraseto_tsquery(
    v_config, howdah_internal.search_words(howdah_internal.search_text(search_phrase.content)));
begin
  if search_phrase.is_former then
    v_query := v_query || phraseto_tsquery(v_config, howdah_internal.spaced_text(search_phrase.content));
  end if;
  return v_query;
end
$$;
comment on function howdah_internal.search_phrase is
  'The words of a text one behind the other, as chunk_tsv indexes them, or (is_former) as it once did; empty for '
  'nothing but stop words and signs.';
