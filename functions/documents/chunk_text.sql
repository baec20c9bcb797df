drop function if exists howdah.chunk_text(text, integer, integer);
create or replace function howdah.chunk_text(
  document text,
  chunk_tokens double precision default 400,
  chunk_overlap double precision default 40
)
  returns table (chunk_index integer, heading text, page integer, content text, token_count integer)
  language plpgsql
  immutable
  security definer -- what it calls is granted to nobody
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_chunk_tokens integer := howdah_internal.whole('chunk_tokens', coalesce(chunk_text.chunk_tokens, 400));
  v_chunk_overlap integer := howdah_internal.whole('chunk_overlap', coalesce(chunk_text.chunk_overlap, 40));
  v_max integer := 4 * least(greatest(v_chunk_tokens, 0), 8000);
  v_overlap integer := 4 * least(greatest(v_chunk_overlap, 0), 8000);
begin
  if v_chunk_tokens not between 16 and 8000
     or v_chunk_overlap not between 0 and v_chunk_tokens / 2 then
    raise exception 'chunk_tokens or chunk_overlap is out of range'
      using errcode = '22023', hint = 'chunk_tokens is 16 to 8000, chunk_overlap 0 to half of it.';
  end if;
  return query
  with units as materialized (
    select u.*, (row_number() over ())::integer as unit
      from howdah_internal.chunk_units(chunk_text.document, v_max) as u
  ), arrays as (
    select array_agg(u.weight order by u.unit) as weights, array_agg(u.section order by u.unit) as sections,
           array_agg(u.section_weight order by u.unit) as section_weights,
           array_agg(u.is_torn order by u.unit) as is_torn, array_agg(u.is_cut order by u.unit) as is_cut
      from units as u
  ), chunks as (
    select p.chunk, (array_agg(u.heading order by u.unit))[1] as heading, min(u.page) as page,
           btrim(rtrim(string_agg(u.content, '' order by u.unit), E' \t\n'), E'\n') as content
      from arrays as a
     cross join lateral howdah_internal.pack_units(
             a.weights, a.sections, a.section_weights, a.is_torn, a.is_cut, v_max, v_overlap) as p
      join units as u on u.unit = p.unit
     group by p.chunk
  )
  select (row_number() over (order by c.chunk) - 1)::integer, c.heading, c.page, c.content,
         (howdah_internal.text_weight(c.content) + 2) / 4
    from chunks as c
   where c.content ~ '\S'
   order by c.chunk;
end
$$;
comment on function howdah.chunk_text is
  'Cuts a text, plain or markdown, into chunks of at most chunk_tokens tokens, as estimate_tokens counts them, with '
  'heading path and page. Sections, code, tables and paragraphs stay whole where they fit; torn paragraphs share up to '
  'chunk_overlap tokens. An edit changes only the chunks near it. Raises 22023. Example: select * from '
  'howdah.chunk_text(pg_read_file(''manual.md'')).';
grant execute on function howdah.chunk_text to howdah_app;
