drop function if exists howdah_internal.pack_units(
  integer[], integer[], integer[], boolean[], boolean[], integer, integer);
create or replace function howdah_internal.pack_units(
  weights integer[],
  frame_weights integer[],
  blocks integer[],
  sections integer[],
  section_weights integer[],
  max_weights integer[],
  is_torn boolean[],
  is_cut boolean[],
  overlap_weight integer
)
  returns table (chunk integer, unit integer)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_fill integer := 0;
  v_section integer;
  v_block integer;
  v_overlap integer;
  v_first integer := 1;
  v_back integer;
  v_shared integer;
begin
  chunk := -1;
  for v_unit in 1 .. coalesce(cardinality(pack_units.weights), 0) loop
    v_overlap := least(overlap_weight, max_weights[v_unit] / 2);
    if v_section is distinct from sections[v_unit] or is_cut[v_unit]
       -- Room for the overlap is kept only where a section needs more than one chunk.
       or v_fill + weights[v_unit] + (case when v_block = blocks[v_unit] then 0 else frame_weights[v_unit] end)
          > (case when section_weights[v_unit] > max_weights[v_unit] then max_weights[v_unit] - v_overlap
               else max_weights[v_unit] end) then
      chunk := chunk + 1;
      v_fill := 0;
      -- Only what is torn inside a paragraph shares text with the chunk before: at its end nothing is torn.
      if v_section = sections[v_unit] and is_torn[v_unit] then
        v_back := v_unit;
        v_shared := 0;
        while v_back > v_first + 1 and blocks[v_back - 1] = blocks[v_unit]
              and v_shared + weights[v_back - 1] <= v_overlap
              and v_shared + weights[v_back - 1] + weights[v_unit] <= max_weights[v_unit] loop
          v_back := v_back - 1;
          v_shared := v_shared + weights[v_back];
        end loop;
        for v_repeated in v_back .. v_unit - 1 loop
          unit := v_repeated;
          return next;
        end loop;
      end if;
      v_section := sections[v_unit];
      v_block := null;
      v_first := v_unit;
    end if;
    v_fill := v_fill + weights[v_unit]
      + case when v_block is distinct from blocks[v_unit] then frame_weights[v_unit] else 0 end;
    v_block := blocks[v_unit];
    unit := v_unit;
    return next;
  end loop;
end
$$;
comment on function howdah_internal.pack_units is
  'Puts units into chunks, each of at most the max_weight of its units, within a section; torn paragraphs overlap.';
