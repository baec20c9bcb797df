-- Pictures in a text are data: URIs of many kB of base64. What says something about them, alt and link text, stays.
create or replace function howdah_internal.clean_text(document text)
  returns text
  language plpgsql
  immutable
  strict
  set search_path from current
as $$
declare
  v_text text := replace(
    replace(replace(ltrim(clean_text.document, E'\ufeff'), E'\r\n', E'\n'), E'\r', E'\n'), E'\x1e', ' ');
begin
  if v_text ~* 'data:[a-z]+/' then
    v_text := regexp_replace(v_text, '"data:[a-z]+/[^"]*"', '""', 'gi');
    v_text := regexp_replace(v_text, '''data:[a-z]+/[^'']*''', '''''', 'gi');
    v_text := regexp_replace(
      v_text, 'data:[a-z]+/[-+.a-z0-9]+(;[-=+.a-z0-9]+)*,[^\s"''<>()\[\]]*(\([^\s()]*\)[^\s"''<>()\[\]]*)*', '', 'gi');
    v_text := regexp_replace(v_text, '\]\(\s*(<>)?\s*\)', ']', 'g');
  end if;
  if v_text ~ '[ \t\v\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]{200}' then
    v_text := regexp_replace(v_text, '[ \t\v\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]{200,}', ' ', 'g');
  end if;
  return v_text;
end
$$;
comment on function howdah_internal.clean_text is
  'A text as it is cut: lines end with line feeds, no byte order mark, no data: URIs, no hundreds of spaces in a row.';
