create or replace function howdah_internal.letter_pairs(content text)
  returns text[]
  language plpgsql
  immutable
as $$
#variable_conflict use_column
begin
  -- Two spaces part neighbours: each letter brings one. More than these a tsvector may have no room for.
  return array(
    select p.first || p.second
      from (
        select split_part(lag(t.part) over (), ' ', -1) as first, split_part(t.part, ' ', 1) as second
          from string_to_table(letter_pairs.content, '  ') as t (part)
      ) as p
     where ascii(p.first) >= 3585 and ascii(p.second) >= 3585
     limit 20000
  );
end
$$;
comment on function howdah_internal.letter_pairs is
  'Neighbours in scripts without spaces, of a search_text: they find a word where its letters alone stand everywhere.';
