create or replace function howdah_internal.compound_words(content text, is_query boolean)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_text text := compound_words.content;
  v_numbers text;
  v_words text;
  v_paths text;
  v_mixed text;
begin
  if v_text ~ '[0-9][,''][0-9]{3}|[0-9]\.[0-9]{3}[.,][0-9]' then
    -- 1,299.00 and 1'299.00, 1.299,00 and 1.299.000 are 1299, 12,34,567 is 1234567.
    v_numbers := (
      select string_agg(regexp_replace(m.match[1], '[,''.](?=[0-9]{3}(?![0-9])|[0-9]{2},)', '', 'g'), E'\n')
        from regexp_matches(
          v_text,
          '(?<![0-9])[0-9]{1,3}(?:(?:(?:,[0-9]{2})+,[0-9]{3}|(?:[,''][0-9]{3})+)(?:\.[0-9]+)?'
          '|(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})(?![0-9])',
          'g') as m (match));
    v_text := concat_ws(E'\n', v_text, v_numbers);
  end if;
  -- Where a line ends inside a word.
  if strpos(v_text, E'-\n') > 0 then
    v_text := regexp_replace(v_text, '(?<=[^\s!-/:-@\[-`{-~]-)\n[ \t]*(?=[^\s!-/:-@\[-`{-~])', '', 'g');
  end if;
  -- A letter is whatever is no sign: [[:alpha:]] would depend on the locale.
  select string_agg(w.word, E'\n'), string_agg(w.word, E'\n') filter (where w.word ~ '[/:@=?&#]')
    into v_words, v_paths
    from (
      select distinct m.match[1] as word
        from regexp_matches(
          v_text, '[^\s!-/:-@\[-`{-~]+(?:[-._/:@=?&#+~%$\\]{1,3}[^\s!-/:-@\[-`{-~]+)+|[A-Za-z]+(?:\+\+|#)', 'g')
          as m (match)
    ) as w;
  if v_text ~ '[a-z][A-Z]|[A-Z][A-Z][a-z]|[A-Za-z][A-Za-z][0-9]|[0-9][A-Za-z][A-Za-z]' then
    v_mixed := (
      select string_agg(distinct m.match[1], E'\n')
        from regexp_matches(
          v_text,
          case when is_query then '\m(?:[A-Za-z]{2,}[0-9]+|[0-9]+[A-Za-z]{2,})\M'
            else '[^\s!-/:-@\[-`{-~]*(?:[a-z][A-Z]|[A-Z][A-Z][a-z]|[A-Za-z][A-Za-z][0-9]|[0-9][A-Za-z][A-Za-z])'
              '[^\s!-/:-@\[-`{-~]*' end,
          'g') as m (match));
  end if;
  if v_paths is not null then
    -- Of the parts of a path those that are joined themselves: the others are words of the text.
    v_words := concat_ws(E'\n', v_words, (
      select string_agg(distinct m.match[1], E'\n')
        from regexp_matches(
          v_paths, '[^/:@=?&#\n]*(?:[-._+~%$\\]|[vV][0-9])[^/:@=?&#\n]*', 'g') as m (match)));
  end if;
  if v_words ~ '[vV][0-9]' then
    v_words := v_words || E'\n' || (
      select string_agg(regexp_replace(m.match[1], '\m[vV](?=[0-9])', '', 'g'), E'\n')
        from regexp_matches(v_words, '[^\n]*[vV][0-9][^\n]*', 'g') as m (match));
  end if;
  -- Wi-Fi is wifi, order_item is OrderItem; a joint between digits stays, for 1.5 is not 15.
  v_words := lower(case when v_words ~ '[0-9][-._/:@=?&#+~%$\\]+[0-9]|\+\+|#'
    then regexp_replace(
      v_words,
      '(?<=[0-9])([-._/:@=?&#+~%$\\])[-._/:@=?&#+~%$\\]*(?=[0-9])|(\+\+|#)$|[-._/:@=?&#+~%$\\]+', '\1\2', 'gn')
    else regexp_replace(v_words, '[-._/:@=?&#+~%$\\]+', '', 'g') end);
  v_mixed := regexp_replace(
    regexp_replace(v_mixed, '([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])', '\1\3 \2\4', 'g'),
    '\m(?:([A-Za-z]{2,})([0-9]+)|([0-9]+)([A-Za-z]{2,}))\M', '\1\3 \2\4', 'g');
  return concat_ws(E'\n', v_words, v_mixed, regexp_replace(v_numbers, '[.,][0-9]+', '', 'g'));
end
$$;
comment on function howdah_internal.compound_words is
  'Of a search_text, a line each: joined words and identifiers as one, such as postgresqlconf, cve2031-4711 and c++, '
  'and parts by capitals and digits. A query has no parts by capitals: JavaScript does not ask for Java.';
