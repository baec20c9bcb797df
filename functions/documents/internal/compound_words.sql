create or replace function howdah_internal.compound_words(content text, is_query boolean)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_letter constant text := '[^\s!-/:-@\[-`{-~]';
  v_joint constant text := '[-._/:@=?&#+~%$\\]';
  v_text text := compound_words.content;
  v_words text;
  v_joined text;
begin
  if v_text ~ '[0-9],[0-9]{3}' then
    v_text := v_text || coalesce((
      select string_agg(E'\n' || replace(m.match[1], ',', ''), '')
        from regexp_matches(
          v_text, '(?<![0-9])([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)(?![0-9])', 'g') as m (match)), '');
  end if;
  v_words := (
    select string_agg(m.match[1], E'\n')
      from regexp_matches(
        v_text,
        '(' || v_letter || '+(?:' || v_joint || '{1,3}' || v_letter || '+)+'
          || case when v_text ~ '[a-z][A-Z]|[A-Z][A-Z][a-z]|[A-Za-z][0-9]|[0-9][A-Za-z]|\+\+|#' then
            '|' || v_letter || '*(?:[a-z][A-Z]|[A-Z][A-Z][a-z]|[A-Za-z][0-9]|[0-9][A-Za-z])' || v_letter || '*'
            '|[A-Za-z]+(?:\+\+|#)' else '' end
          || ')',
        'g') as m (match)
  );
  if v_words is null then
    return null;
  end if;
  -- Wi-Fi is wifi, order_item is OrderItem; a joint between digits stays, for 1.5 is not 15.
  v_joined := regexp_replace(
    v_words
      || case when v_words ~ '[/:@=?&#]' then E'\n' || regexp_replace(v_words, '[/:@=?&#]+', E'\n', 'g') else '' end
      || case when v_words ~ '\m[vV][0-9]' then E'\n' || regexp_replace(v_words, '\m[vV](?=[0-9])', '', 'g') else '' end,
    '(?<=[0-9])(' || v_joint || ')' || v_joint || '*(?=[0-9])|(\+\+|#)$|' || v_joint || '+', '\1\2', 'gn');
  return lower(v_joined) || E'\n' || howdah_internal.search_words(
    regexp_replace(
      case when is_query then v_words
        else regexp_replace(v_words, '([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])', '\1\3 \2\4', 'g') end,
      '(?<![A-Za-z0-9])(?:([A-Za-z]{2,})([0-9]+)|([0-9]+)([A-Za-z]{2,}))(?![A-Za-z0-9])', '\1\3 \2\4', 'g'));
end
$$;
comment on function howdah_internal.compound_words is
  'Of a search_text, a line each: joined words and identifiers as one, such as postgresqlconf, cve2031-4711 and c++, '
  'and parts by capitals and digits. A query has no parts by capitals: JavaScript does not ask for Java.';
