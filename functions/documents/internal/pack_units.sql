create or replace function howdah_internal.pack_units(
  weights integer[],
  sections integer[],
  section_weights integer[],
  is_torn boolean[],
  is_cut boolean[],
  max_weight integer,
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
  v_first integer := 1;
  v_back integer;
  v_shared integer;
begin
  chunk := -1;
  for v_unit in 1 .. coalesce(cardinality(pack_units.weights), 0) loop
    if v_section is distinct from sections[v_unit] or is_cut[v_unit]
       -- Room for the overlap is kept only where a section needs more than one chunk.
       or v_fill + weights[v_unit]
          > (case when section_weights[v_unit] > max_weight then max_weight - overlap_weight else max_weight end) then
      chunk := chunk + 1;
      -- Only what is torn inside a paragraph shares text with the chunk before: at its end nothing is torn.
      if v_section = sections[v_unit] and is_torn[v_unit] then
        v_back := v_unit;
        v_shared := 0;
        while v_back > v_first + 1 and v_shared + weights[v_back - 1] <= overlap_weight loop
          v_back := v_back - 1;
          v_shared := v_shared + weights[v_back];
        end loop;
        for v_repeated in v_back .. v_unit - 1 loop
          unit := v_repeated;
          return next;
        end loop;
      end if;
      v_section := sections[v_unit];
      v_first := v_unit;
      v_fill := 0;
    end if;
    v_fill := v_fill + weights[v_unit];
    unit := v_unit;
    return next;
  end loop;
end
$$;
comment on function howdah_internal.pack_units is
  'Puts units into chunks of at most max_weight, within a section; torn paragraphs overlap.';
