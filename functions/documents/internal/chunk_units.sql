drop function if exists howdah_internal.chunk_units(text, integer);
create or replace function howdah_internal.chunk_units(
  document text,
  format text,
  title text,
  max_weight integer,
  sent_weight integer -- with title and headings; null where only the chunk is limited
)
  returns table (
    section integer,
    heading text,
    page integer,
    block integer,
    is_last boolean,
    is_torn boolean,
    is_cut boolean,
    weight integer,
    frame_weight integer,
    section_weight integer,
    room integer,
    opening text,
    closing text,
    content text
  )
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_radius integer := chunk_units.max_weight * 3 / 8;
begin
  -- A cut is the unit with the smallest hash for v_radius on both sides: an edit moves only the cuts near it,
  -- where filling chunks one after the other would move every later one.
  return query
  with blocks as materialized (
    select b.*,
           case
             -- No letter weighs more; most models take so much that nothing has to be weighed.
             when (octet_length(coalesce(chunk_units.title, '')) + octet_length(coalesce(b.heading, ''))) * 20
               > chunk_units.sent_weight - chunk_units.max_weight
               then least(chunk_units.max_weight, greatest(
                 chunk_units.sent_weight / 2,
                 chunk_units.sent_weight - howdah_internal.heading_weight(chunk_units.title, b.heading)))
             else chunk_units.max_weight
           end as room
      from howdah_internal.markdown_blocks(chunk_units.document, chunk_units.format) as b
  ), weighed as materialized ( -- so that the sorts below do not carry whole blocks, nor weigh them twice
    select b.*, case when octet_length(b.content) < 2 * b.room then howdah_internal.unit_weight(b.content) end as weight
      from blocks as b
  ), units as materialized (
    select w.section, w.heading, w.page, w.block, w.room, coalesce(p.piece, 1) as piece,
           coalesce(p.content, w.content) as content, coalesce(p.weight, w.weight) as weight,
           coalesce(p.frame_weight, 0) as frame_weight,
           coalesce(p.opening, '') as opening, coalesce(p.closing, '') as closing,
           p.piece > 1 and p.is_text as is_torn
      from weighed as w
      left join lateral howdah_internal.split_block(
        case when w.weight <= w.room then null else w.content end, w.kind, w.room) as p on true
  ), placed as (
    select u.*, (u.piece > 1)::integer * 4294967296 + hashtext(u.content)::bigint as hash,
           sum(u.weight) over (partition by u.section order by u.block, u.piece) - u.weight as starts_at,
           sum(u.weight) over (partition by u.section) as section_weight,
           lead(u.block) over (order by u.block, u.piece) is distinct from u.block as is_last
      from units as u
  )
  select p.section, p.heading, p.page, p.block, p.is_last, coalesce(p.is_torn, false),
         p.section_weight > p.room
           and p.starts_at > v_radius / 2 and p.section_weight - p.starts_at > v_radius / 2
           and p.hash < coalesce(min(p.hash) over before, 9e18) and p.hash <= coalesce(min(p.hash) over behind, 9e18),
         p.weight, p.frame_weight, p.section_weight::integer, p.room, p.opening, p.closing, p.content
    from placed as p
  window before as (
           partition by p.section order by p.starts_at range between v_radius preceding and 1 preceding),
         behind as (
           partition by p.section order by p.starts_at range between 1 following and v_radius following)
   order by p.block, p.piece;
end
$$;
comment on function howdah_internal.chunk_units is
  'What chunks are packed from: blocks, or pieces of long ones; is_cut says where a chunk is to begin.';
