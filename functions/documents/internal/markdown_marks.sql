-- A loop, because what a line means depends on the fence before it; it meets only lines that may be marks.
create or replace function howdah_internal.markdown_marks(lines text[])
  returns table (line_number integer, kind text, heading text, level integer)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_line record;
  v_fence text;
  v_path text[] := '{}';
  v_title text;
  v_last integer := 0;
begin
  for v_line in
    select l.number::integer as number, left(l.line, 1000) as text
      from unnest(markdown_marks.lines) with ordinality as l (line, number)
     where left(l.line, 1000) ~ '^ {0,3}(#{1,6}(\s|$)|`{3}|~{3}|=+\s*$|-+\s*$|\.{3}\s*$)'
     order by l.number
  loop
    line_number := v_line.number;
    kind := null;
    heading := null;
    level := null;
    if v_fence is not null then
      -- A fence ends with at least as many marks and nothing behind them; front matter with --- or three dots.
      if v_fence = '---' and v_line.text ~ '^(---|\.\.\.)\s*$'
         or v_fence != '---' and starts_with(ltrim(v_line.text), v_fence)
            and btrim(v_line.text, ' ' || left(v_fence, 1)) !~ '\S' then
        kind := 'fence_end';
        v_fence := null;
      end if;
    elsif v_line.text ~ '^ {0,3}(`{3}|~{3})' then
      kind := 'fence';
      v_fence := substring(v_line.text from '^ *(`+|~+)');
    elsif v_line.number = 1 and v_line.text ~ '^---\s*$' then
      kind := 'fence';
      v_fence := '---';
    elsif v_line.text ~ '^ {0,3}#' then
      kind := 'heading';
      level := length(substring(v_line.text from '#+'));
      v_title := regexp_replace(v_line.text, '^ *#+\s*|(^|\s)#*\s*$', '', 'g');
    elsif v_line.text ~ '^ {0,3}(=|-)' and v_line.number > v_last + 1
          and lines[v_line.number - 1] ~ '\S' and length(lines[v_line.number - 1]) <= 1000
          and lines[v_line.number - 1] !~ '^(\s{4}|\s*([-*+>|#\f]|\d+[.)]\s))' then
      -- The line above is the heading.
      kind := 'underline';
      return next;
      line_number := v_line.number - 1;
      kind := 'heading';
      level := case when v_line.text ~ '=' then 1 else 2 end;
      v_title := lines[v_line.number - 1];
    end if;
    if kind = 'heading' then
      v_path := v_path[1:level - 1];
      v_path[level] := nullif(left(btrim(v_title), 200), '');
      heading := array_to_string(v_path, ' > ');
    end if;
    if kind is not null then
      return next;
    end if;
    v_last := v_line.number;
  end loop;
end
$$;
comment on function howdah_internal.markdown_marks is
  'Lines of a markdown text that are headings (with path and level), underlines, or begin and end fences and front '
  'matter.';
