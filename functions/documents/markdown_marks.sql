-- A loop, because what a line means depends on the fence before it; it meets only lines that may be marks.
create or replace function howdah.markdown_marks(lines text[])
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
    if v_fence is not null then
      -- A fence ends with at least as many marks and nothing behind them; front matter with --- or three dots.
      if v_fence = '---' and v_line.text ~ '^(---|\.\.\.)\s*$'
         or v_fence != '---' and v_line.text ~ ('^ {0,3}' || v_fence || left(v_fence, 1) || '*\s*$') then
        return query select v_line.number, 'fence_end'::text, null::text, null::integer;
        v_fence := null;
      end if;
      v_last := v_line.number;
      continue;
    end if;
    if v_line.text ~ '^ {0,3}(`{3}|~{3})' then
      v_fence := substring(v_line.text from '^ *(`+|~+)');
      v_fence := left(v_fence, 200);
      return query select v_line.number, 'fence'::text, null::text, null::integer;
    elsif v_line.number = 1 and v_line.text ~ '^---\s*$' then
      v_fence := '---';
      return query select 1, 'fence'::text, null::text, null::integer;
    elsif v_line.text ~ '^ {0,3}#' then
      level := length(substring(v_line.text from '#+'));
      v_title := regexp_replace(v_line.text, '^ *#+\s*|(^|\s)#*\s*$', '', 'g');
      v_path := v_path[1:level - 1];
      v_path[level] := nullif(left(btrim(v_title), 200), '');
      return query select v_line.number, 'heading'::text, array_to_string(v_path, ' > '), level;
    elsif v_line.text ~ '^ {0,3}(=|-)' and v_line.number > v_last + 1
          and lines[v_line.number - 1] ~ '\S' and length(lines[v_line.number - 1]) <= 1000
          and lines[v_line.number - 1] !~ '^(\s{4}|\s*([-*+>|#\f]|\d+[.)]\s))' then
      level := case when v_line.text ~ '=' then 1 else 2 end;
      v_path := v_path[1:level - 1];
      v_path[level] := left(btrim(lines[v_line.number - 1]), 200);
      return query
      select v_line.number - 1, 'heading'::text, array_to_string(v_path, ' > '), level
      union all
      select v_line.number, 'underline', null, null;
    end if;
    v_last := v_line.number;
  end loop;
end
$$;
comment on function howdah.markdown_marks(text[]) is
  'Lines of a markdown text that are headings (with their path and level), setext underlines, or begin and end fences '
  'and front matter.';
