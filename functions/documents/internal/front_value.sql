create or replace function howdah_internal.front_value(lines text[])
  returns jsonb
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_first text := btrim(lines[1], E' \t');
  v_block text := array_to_string(lines[2:], E'\n');
  v_indent integer := length(substring(v_block from '^\s*?\n?([ \t]*)\S'));
begin
  if v_first ~ '^[>|][-+0-9]*\s*(#.*)?$' then
    v_block := regexp_replace(v_block, format('(^|\n)[ \t]{1,%s}', greatest(1, v_indent)), '\1', 'g');
    return to_jsonb(btrim(
      case when left(v_first, 1) = '>' then regexp_replace(v_block, '([^\n])\n(?=[^\n])', '\1 ', 'g') else v_block end,
      E' \t\n'));
  end if;
  if v_first ~ '^(#.*)?$' and v_block ~ '^(\s*-\s[^\n]*(\n|$))+$' then
    return (
      select coalesce(jsonb_agg(howdah_internal.front_value(array[substr(ltrim(l.line), 2)]) order by l.n), '[]')
        from string_to_table(v_block, E'\n') with ordinality as l (line, n) where l.line ~ '\S');
  end if;
  if v_first ~ '^(#.*)?$' then
    -- What is nested is kept as it stands.
    return to_jsonb(nullif(btrim(v_block, E' \t\n'), ''));
  end if;
  if v_block ~ '\S' then
    v_first := v_first || ' ' || btrim(regexp_replace(v_block, '\s*\n\s*', ' ', 'g'));
  end if;
  if v_first ~ '^".*"\s*(#.*)?$' then
    v_first := substring(v_first from '^(".*")');
    begin
      return v_first::jsonb;
    exception
      -- YAML knows escapes that JSON has not.
      when invalid_text_representation or untranslatable_character then
        return to_jsonb(btrim(v_first, '"'));
    end;
  elsif v_first ~ '^''.*''\s*(#.*)?$' then
    return to_jsonb(replace(substring(v_first from '^''(.*)'''), '''''', ''''));
  end if;
  v_first := regexp_replace(v_first, '\s+#.*$', '');
  if v_first ~ '^\[.*\]$' then
    return (
      select coalesce(jsonb_agg(howdah_internal.front_value(array[m.match[1]]) order by m.n), '[]')
        from regexp_matches(
               substr(v_first, 2, length(v_first) - 2),
               '\s*("(?:[^"\\]|\\.)*"|''(?:[^'']|'''')*''|[^,"''\s][^,]*)\s*(?:,|$)', 'g')
               with ordinality as m (match, n));
  end if;
  return case
    when v_first in ('true', 'false') then v_first::jsonb
    when v_first in ('null', '~') then 'null'
    when v_first ~ '^-?(0|[1-9]\d{0,15})(\.\d{1,15})?$' then v_first::jsonb
    else to_jsonb(v_first)
  end;
end
$$;
comment on function howdah_internal.front_value is
  'A value of front matter: text, number, boolean, a list of these; what is nested deeper as text.';
