create or replace function howdah_internal.chunk_units(document text, max_weight integer)
  returns table (
    section integer,
    heading text,
    page integer,
    is_torn boolean,
    is_cut boolean,
    weight integer,
    section_weight integer,
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
  -- Materialized, so that the sorts below do not carry whole blocks.
  with units as materialized (
    select b.section, b.heading, b.page, b.block, coalesce(p.piece, 1) as piece,
           coalesce(p.content, b.content) as content
      from howdah_internal.markdown_blocks(chunk_units.document) as b
      left join lateral howdah_internal.split_block(
        case when howdah_internal.text_weight(b.content) > chunk_units.max_weight then b.content end,
        b.kind, chunk_units.max_weight
      ) as p on true
  ), weighed as (
    select u.*, howdah_internal.text_weight(u.content) as weight,
           (u.piece > 1)::integer * 4294967296 + hashtext(u.content)::bigint as hash
      from units as u
  ), placed as (
    select w.*,
           sum(w.weight) over (partition by w.section order by w.block, w.piece) - w.weight as starts_at,
           sum(w.weight) over (partition by w.section) as section_weight
      from weighed as w
  )
  select p.section, p.heading, p.page, p.piece > 1,
         p.section_weight > chunk_units.max_weight
           and p.starts_at > v_radius / 2 and p.section_weight - p.starts_at > v_radius / 2
           and p.hash < coalesce(min(p.hash) over before, 9e18) and p.hash <= coalesce(min(p.hash) over behind, 9e18),
         p.weight, p.section_weight::integer, p.content
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
