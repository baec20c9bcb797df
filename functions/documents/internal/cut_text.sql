create or replace function howdah_internal.cut_text(
  document text,
  format text,
  title text,
  chunk_tokens integer,
  chunk_overlap integer,
  sent_tokens integer
)
  returns table (chunk_index integer, heading text, page integer, content text, token_count integer)
  language plpgsql
  immutable
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_text text := howdah_internal.clean_text(cut_text.document);
begin
  if cut_text.format = 'markdown' then
    v_text := substr(v_text, (howdah_internal.front_matter(v_text)).text_at);
  end if;
  return query
  with units as materialized (
    select u.*, (row_number() over ())::integer as unit
      from howdah_internal.chunk_units(
        v_text, cut_text.format, cut_text.title, 4 * chunk_tokens, 4 * sent_tokens) as u
  ), arrays as (
    select array_agg(u.weight order by u.unit) as weights, array_agg(u.frame_weight order by u.unit) as frame_weights,
           array_agg(u.block order by u.unit) as blocks, array_agg(u.section order by u.unit) as sections,
           array_agg(u.section_weight order by u.unit) as section_weights, array_agg(u.room order by u.unit) as rooms,
           array_agg(u.is_torn order by u.unit) as is_torn, array_agg(u.is_cut order by u.unit) as is_cut
      from units as u
  ), packed as (
    select p.chunk, p.unit, u.heading, u.page, u.content,
           u.opening != '' and lag(p.chunk) over places != p.chunk and lag(u.block) over places = u.block as is_opened,
           u.closing != '' and not u.is_last and lead(p.chunk) over places != p.chunk as is_closed,
           u.opening, u.closing
      from arrays as a
     cross join lateral howdah_internal.pack_units(
             a.weights, a.frame_weights, a.blocks, a.sections, a.section_weights, a.rooms, a.is_torn, a.is_cut,
             4 * chunk_overlap) as p
      join units as u on u.unit = p.unit
    window places as (order by p.chunk, p.unit)
  ), chunks as (
    select p.chunk, min(p.heading) as heading, min(p.page) as page,
           btrim(rtrim(string_agg(
             case when p.is_opened then p.opening || p.content else p.content end
               || case when not p.is_closed then ''
                    when right(p.content, 1) = E'\n' then p.closing
                    else E'\n' || p.closing end,
             '' order by p.unit), E' \t\n'), E'\n') as content
      from packed as p
     group by p.chunk
  )
  select (row_number() over (order by c.chunk) - 1)::integer, c.heading, c.page, c.content,
         (howdah_internal.text_weight(c.content) + 2) / 4
    from chunks as c
   where howdah_internal.has_text(c.content)
   order by c.chunk;
end
$$;
comment on function howdah_internal.cut_text is
  'Cuts a document into chunks of at most chunk_tokens; with title and headings none is more than sent_tokens.';
