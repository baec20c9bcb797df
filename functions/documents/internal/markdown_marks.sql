-- A loop, because what a line means depends on the fence before it; it meets only lines that may be marks.
create or replace function howdah_internal.markdown_marks(lines text[])
  returns table (line_number integer, kind text, heading text, level integer)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_math constant text := repeat('$', 2);
  v_lines text[] := markdown_marks.lines; -- a copy of its own is read by number in no time
  v_has_blocks boolean := array_to_string(v_lines, E'\n') ~* '(^|\n) {0,3}(<!--|<pre|<script|<style|<textarea|\$\$)';
  v_last_math bigint := case when v_has_blocks then (
    select max(l.number) from unnest(markdown_marks.lines) with ordinality as l (line, number)
     where strpos(l.line, v_math) > 0) end;
  v_line record;
  v_end text;
  v_path text[] := '{}';
  v_title text;
  v_first integer;
  v_last integer := 0;
begin
  for v_line in
    select l.number::integer as number, l.line as text
      from unnest(markdown_marks.lines) with ordinality as l (line, number)
     where l.line ~ '^ {0,3}(#{1,6}(\s|$)|`{3}|~{3}|=+\s*$|-+\s*$)'
        or v_has_blocks and (
          strpos(l.line, '<') > 0 and l.line ~* '^ {0,3}<(!--|pre|script|style|textarea)|</(pre|script|style|textarea)>'
          or strpos(l.line, '-->') > 0 or strpos(l.line, v_math) > 0)
     order by l.number
  loop
    line_number := v_line.number;
    kind := null;
    heading := null;
    level := null;
    if v_end is not null then
      -- A fence ends with at least as many marks and nothing behind them, what else is kept as it is with its own end.
      if v_end ~ '^[`~]' and v_line.text ~ '^ {0,3}[`~]' and starts_with(ltrim(v_line.text), v_end)
           and btrim(v_line.text, E' \t' || left(v_end, 1)) = ''
         or v_end !~ '^[`~]' and strpos(lower(v_line.text), v_end) > 0 then
        kind := 'fence_end';
        v_end := null;
      end if;
    elsif v_line.text ~ '^ {0,3}(`{3,}[^`]*$|~{3})' then
      kind := 'fence';
      v_end := substring(v_line.text from '^ *(`+|~+)');
    elsif v_line.text ~ '^ {0,3}[<$]' then
      v_title := lower(ltrim(v_line.text));
      v_end := case
        when starts_with(v_title, '<!--') then '-->'
        when starts_with(v_title, v_math) then case when v_line.number < v_last_math then v_math end
        else '</' || substring(v_title from '^<(pre|script|style|textarea)\M') || '>'
      end;
      if strpos(substr(v_title, 3), v_end) > 0 then
        v_end := null;
      end if;
      kind := case when v_end is not null then 'fence' end;
    elsif v_line.text ~ '^ {0,3}#' then
      level := length(substring(v_line.text from '#+'));
      v_title := regexp_replace(left(v_line.text, 1001), '^ *#+\s*|(^|\s)#*\s*$', '', 'g');
      kind := case when length(v_line.text) <= 1000 then 'heading' end;
    elsif v_line.text ~ '^ {0,3}[=-]' then
      -- The paragraph above is the heading.
      v_first := v_line.number;
      v_title := '';
      while v_first - 1 > v_last and length(v_title) <= 1000 and v_lines[v_first - 1] ~ '\S' loop
        v_first := v_first - 1;
        v_title := btrim(v_lines[v_first], E' \t') || ' ' || v_title;
        if v_lines[v_first] ~ '^\s*([-*+#]\s|\d{1,9}[.)]\s|[>|])' then
          v_title := '';
          exit;
        end if;
      end loop;
      if v_title != '' and length(v_title) <= 1000 and v_lines[v_first] !~ '^(\t|\s{4})' then
        level := case when v_line.text ~ '=' then 1 else 2 end;
        kind := 'heading';
      end if;
    end if;
    v_last := v_line.number;
    if kind = 'heading' then
      v_title := coalesce(nullif(howdah_internal.heading_text(v_title), ''), btrim(v_title));
      -- Too long for a heading: a paragraph.
      continue when length(v_title) > 200;
      v_path := v_path[1:level - 1];
      v_path[level] := nullif(v_title, '');
      heading := array_to_string(v_path, ' > ');
      if v_line.text ~ '^ {0,3}[=-]' then
        line_number := v_first;
        return next;
        kind := 'underline';
        for v_number in v_first + 1 .. v_line.number loop
          line_number := v_number;
          return next;
        end loop;
        continue;
      end if;
    end if;
    if kind is not null then
      return next;
    end if;
  end loop;
end
$$;
comment on function howdah_internal.markdown_marks is
  'Lines of a markdown text that are headings (with path and level), their underlines, or begin and end what is kept '
  'as it is: fences, comments, <pre>, formulas.';
