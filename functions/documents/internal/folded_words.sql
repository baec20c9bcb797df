create or replace function howdah_internal.folded_words(content text)
  returns text
  language sql
  immutable
return (
  select string_agg(
           -- й is a letter of its own.
           normalize(replace(replace(replace(replace(replace(replace(replace(replace(translate(
             regexp_replace(normalize(m.match[1], nfd), '([^\u0418\u0438])[\u0300-\u036f]+', '\1', 'g'),
             'øØłŁđĐıðς', 'oOlLdDidσ'),
             'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'Th'), nfc),
           ' ')
    from regexp_matches(
      content,
      '([^\s!-/:-@\[-`{-~]*[\u00c0-\u024f\u0386-\u0390\u03aa-\u03b0\u03c2\u03ca-\u03ce\u0400\u0401\u0450\u0451\u1e00-\u1fff]'
      '[^\s!-/:-@\[-`{-~]*)', 'g') as m (match)
);
comment on function howdah_internal.folded_words is
  'The words of a text that have accents or ligatures of Latin, Greek or Cyrillic, without them.';
