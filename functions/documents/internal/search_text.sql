-- Compatibility forms (NFKC) are the same letters in other bytes: composed or not, ligatures, full and half width.
create or replace function howdah_internal.search_text(content text)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_text text := search_text.content;
begin
  if strpos(v_text, '&') > 0 and v_text ~ '&#?[a-zA-Z0-9]+;' then
    v_text := howdah_internal.without_entities(v_text);
  end if;
  if octet_length(v_text) = length(v_text) then
    return v_text;
  end if;
  if v_text is not nfkc normalized then
    -- Between thousands it is no space.
    v_text := regexp_replace(v_text, '(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))', '''', 'g');
    -- It would make a trade mark or a fraction part of the word before.
    v_text := normalize(regexp_replace(v_text, '([\u00bc-\u00be\u2120\u2122\u2150-\u215f])', ' \1', 'g'), nfkc);
  end if;
  if v_text ~ '[\u0559-\u06ff\u0964-\u19d9]' then
    v_text := howdah_internal.plain_letters(v_text);
  end if;
  -- Soft hyphens, zero width, marks of direction and variation: nobody sees them.
  v_text := regexp_replace(
    replace(v_text, e'\u00ad\n', e'-\n'),
    '[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0020-\U000e01ef]+',
    '', 'g');
  if v_text ~ '[\u0080-\u00bf\u00d7\u00f7\u02bb\u02bc\u2000-\u25ff\u2e00-\u30fb\ufd3e\ufd3f]' then
    -- Dashes and quotes as people type them. Other signs are spaces: in the locale C they would be letters.
    v_text := regexp_replace(
      translate(v_text, '‐‑‒–−‘’ʻʼ′', '-----'''''''''''),
      '[\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u245f'
      '\u2500-\u25ff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u3037\u303d-\u303f\u30a0\u30fb\ufd3e\ufd3f]+',
      ' ', 'g');
  end if;
  if v_text ~ '[\u0e01-\u109f\u1780-\u1aaf\u2600-\u27bf\u3005-\ufaff\U0001f000-\U0003ffff]' then
    v_text := regexp_replace(
      v_text,
      '([' || howdah_internal.spaceless_letters() || '][' || howdah_internal.letter_marks() || ']*)', ' \1 ', 'g');
  end if;
  return v_text;
end
$$;
comment on function howdah_internal.search_text is
  'A text in the letters in which words are indexed and asked: NFKC, without what nobody sees, entities as the signs '
  'that they stand for, spaces around each letter of a script without spaces.';
