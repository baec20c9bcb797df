-- Level by level, for most pieces need no second look. The pieces put together again are the text.
create or replace function howdah_internal.split_text(content text, cuts text[], limits integer[])
  returns table (piece text, weight integer)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_mark constant text := E'\x1e';
begin
  for piece in
    select p.text
      from string_to_table(regexp_replace(split_text.content, cuts[1], '\&' || v_mark, 'g'), v_mark)
        with ordinality as p (text, n)
     where p.text != ''
     order by p.n
  loop
    -- What is so long need not be weighed to be cut.
    weight := case when octet_length(piece) <= 2 * limits[1] or cardinality(cuts) = 1
      then howdah_internal.unit_weight(piece) end;
    if weight > limits[1] is not false and cardinality(cuts) > 1 then
      return query select f.piece, f.weight from howdah_internal.split_text(piece, cuts[2:], limits[2:]) as f;
    else
      return next;
    end if;
  end loop;
end
$$;
comment on function howdah_internal.split_text is
  'Cuts a text behind each match of the first pattern, and what weighs more than the first limit by the next one.';
