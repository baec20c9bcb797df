drop function if exists howdah_internal.markdown_blocks(text);
create or replace function howdah_internal.markdown_blocks(document text, format text)
  returns table (block integer, section integer, heading text, page integer, kind text, content text)
  language plpgsql
  immutable
  set search_path from current
  set enable_nestloop = off -- the planner takes the lines of a long text for ten
as $$
#variable_conflict use_column
declare
  -- A form feed stands on a line of its own, so that lines belong to one page.
  v_lines text[] := string_to_array(replace(markdown_blocks.document, E'\f', E'\n\f\n'), E'\n');
  v_has_pages boolean := strpos(markdown_blocks.document, E'\f') > 0;
begin
  return query
  with marked as (
    select l.number, l.line, m.kind as mark, m.heading, m.level,
           1 + count(*) filter (where l.line = E'\f') over earlier as page,
           count(*) filter (where m.kind = 'heading') over earlier as section,
           count(*) filter (where m.kind = 'fence') over earlier as fence,
           count(*) filter (where m.kind = 'fence') over earlier
             - count(*) filter (where m.kind = 'fence_end') over earlier > 0 or m.kind = 'fence_end' as is_fenced
      from unnest(v_lines) with ordinality as l (line, number)
      left join howdah_internal.markdown_marks(case when markdown_blocks.format = 'markdown' then v_lines end) as m
        on m.line_number = l.number
    window earlier as (order by l.number rows unbounded preceding)
  ), sections as (
    select m.section, m.heading, m.level,
           lead(m.level) over (order by m.section) as next_level
      from marked as m
     where m.mark = 'heading'
  ), typed as materialized ( -- so that what a line is, is asked once
    select m.number, m.section, m.page, m.line, m.fence,
           case
             when coalesce(m.is_fenced, false) then 'fence'
             when not howdah_internal.has_text(m.line) then 'blank'
             when m.line ~ '^\s*\|' then 'table'
             when m.line ~ '^\s{0,12}([-*+]|\d{1,9}[.)])\s' then 'item'
             else 'text'
           end as kind
      from marked as m
     where coalesce(m.mark, '') not in ('heading', 'underline')
       and m.line != E'\f'
  ), begun as (
    -- A block begins behind a blank line, where the kind changes and at each item; blank lines end the block before.
    select t.*,
           t.kind != 'blank' and (
             t.kind = 'item'
             or t.kind is distinct from lag(t.kind) over lines
                and not (t.kind = 'text' and coalesce(lag(t.kind) over lines, '') = 'item')
             or t.fence != lag(t.fence) over lines
             or t.section != lag(t.section) over lines
           ) as is_first
      from typed as t
    window lines as (order by t.number)
  ), blocks as (
    select b.*, count(*) filter (where b.is_first) over (order by b.number rows unbounded preceding) as block
      from begun as b
  ), joined as (
    select min(b.number) as number, min(b.section) as section, (min(b.page))::integer as page,
           min(b.kind) filter (where b.is_first) as kind,
           rtrim(string_agg(b.line, E'\n' order by b.number), E' \t\n')
             || case when bool_or(b.kind = 'blank') then E'\n\n' else E'\n' end as text
      from blocks as b
     where b.block > 0
     group by b.block
  ), with_lone_headings as (
    select j.number, j.section, j.page, j.kind, j.text from joined as j
    union all
    -- A heading with nothing below it is all that its section has to say.
    select m.number, m.section, m.page::integer, 'text', regexp_replace(s.heading, '^.* > ', '') || E'\n\n'
      from sections as s
      join marked as m on m.section = s.section and m.mark = 'heading'
     where coalesce(s.next_level, 0) <= s.level
       and s.heading != ''
       and not exists (select from joined as j where j.section = s.section)
  )
  select (row_number() over (order by w.number))::integer, w.section::integer, nullif(s.heading, ''),
         case when v_has_pages then w.page end, w.kind, w.text
    from with_lone_headings as w
    left join sections as s on s.section = w.section
   order by w.number;
end
$$;
comment on function howdah_internal.markdown_blocks is
  'Paragraphs, items, tables and fences of a text, each with its heading path and page. What is no markdown has no '
  'headings and no fences.';
