create or replace function howdah_internal.folded_words(content text)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_words text := (
    select string_agg(distinct m.match[1], E'\n')
      from regexp_matches(
        content,
        '[^\s!-/:-@\[-`{-~]*'
        '[\u00c0-\u024f\u0386-\u0390\u03aa-\u03b0\u03c2\u03ca-\u03ce\u0400\u0401\u0450\u0451\u1e00-\u1fff]'
        '[^\s!-/:-@\[-`{-~]*', 'g') as m (match));
begin
  -- й is a letter of its own.
  v_words := translate(
    normalize(regexp_replace(normalize(v_words, nfd), '([^\u0418\u0438])[\u0300-\u036f]+', '\1', 'g'), nfc),
    'øØłŁđĐħĦŧŦıðς', 'oOlLdDhHtTidσ');
  return case when v_words ~ '[ßẞæÆœŒþÞ]'
    then replace(replace(replace(replace(replace(replace(replace(replace(
      v_words, 'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'Th')
    else v_words end;
end
$$;
comment on function howdah_internal.folded_words is
  'The words of a text that have accents or ligatures of Latin, Greek or Cyrillic, without them.';
