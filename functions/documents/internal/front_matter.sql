create or replace function howdah_internal.front_matter(
  document text,
  out title text,
  out metadata jsonb,
  out text_at integer
)
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_mark text := substring(front_matter.document from '^(---|\+\+\+)[ \t]*\n');
  v_begin integer := strpos(front_matter.document, E'\n');
  v_end integer := case v_mark
    when '---' then regexp_instr(front_matter.document, '\n(---|\.\.\.)[ \t]*(\n|$)', v_begin)
    when '+++' then regexp_instr(front_matter.document, '\n\+\+\+[ \t]*(\n|$)', v_begin)
  end;
  v_sign text := case v_mark when '---' then ':' when '+++' then '=' end;
  v_key_line text := format('^[^][\s#{}&*>|%%@`,-][^\n%1$s]*%1$s(\s|$)', v_sign);
  v_line text;
  v_section text := '';
  v_key text;
  v_lines text[];
begin
  metadata := '{}';
  text_at := 1;
  -- Between two rulers stands text, not front matter.
  if coalesce(v_end, 0) = 0 or substr(front_matter.document, v_begin + 1, v_end - v_begin)
       !~ format('^(\s*(#[^\n]*)?\n)*(\[[^\n]*\]\s*\n|[^][\s#{}&*>|%%@`,-][^\n%1$s]*%1$s(\s|$))', v_sign) then
    return;
  end if;
  foreach v_line in array
    string_to_array(substr(front_matter.document, v_begin + 1, v_end - v_begin - 1), E'\n') || array[v_sign]
  loop
    if v_line = v_sign or v_line ~ v_key_line or v_sign = '=' and v_line ~ '^\[[^\]]' then
      if v_key is not null then
        metadata := metadata || jsonb_build_object(v_key, howdah_internal.front_value(v_lines));
      end if;
      v_key := v_section || btrim(split_part(v_line, v_sign, 1), E' \t"''');
      v_lines := array[substr(v_line, strpos(v_line, v_sign) + 1)];
      if v_line ~ '^\[' then
        v_section := btrim(v_line, E' \t[]') || '.';
        v_key := null;
      end if;
    else
      v_lines := v_lines || v_line;
    end if;
  end loop;
  title := nullif(btrim(
    case when jsonb_typeof(metadata -> 'title') in ('string', 'number') then metadata ->> 'title' end), '');
  metadata := metadata - 'title';
  text_at := v_end + coalesce(nullif(strpos(substr(front_matter.document, v_end + 1), E'\n'), 0), 1000000000) + 1;
end
$$;
comment on function howdah_internal.front_matter is
  'Keys and values of YAML (---) or TOML (+++) at the beginning of a markdown text, its title, and where the '
  'text goes on.';
