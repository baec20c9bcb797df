create or replace function howdah_internal.block_frame(
  block text,
  inout kind text,
  out opening text,
  out closing text
)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_lines text[] := string_to_array(left(block_frame.block, 4000), E'\n');
  v_sign text;
begin
  opening := '';
  closing := '';
  if kind = 'fence' then
    -- A comment, <pre> or formula has none.
    if v_lines[1] ~ '^ {0,3}(`{3}|~{3})' and cardinality(v_lines) > 1 then
      opening := v_lines[1] || E'\n';
      closing := substring(v_lines[1] from '^ *(?:`+|~+)');
    end if;
  elsif kind in ('table', 'text') and v_lines[2] ~ '^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$'
        and v_lines[1] ~ '\|' and v_lines[2] ~ '\|' and cardinality(v_lines) > 2 then
    kind := 'table';
    opening := v_lines[1] || E'\n' || v_lines[2] || E'\n';
  elsif kind = 'text' then
    -- Rows as programs write them: the same sign as often in each of them, names above.
    v_lines := v_lines[1:least(cardinality(v_lines) - 1, 20)];
    select s.sign into v_sign
      from unnest(array[E'\t', ';', ',', '|']) as s (sign)
     where cardinality(v_lines) >= 3
       and (select count(distinct f.n) = 1 and min(f.n) >= 1 + (s.sign = ',')::integer
              from unnest(v_lines) as l (line)
             cross join lateral (
               select length(r.line) - length(replace(r.line, s.sign, '')) as n
                 from regexp_replace(l.line, '"[^"]*"', '', 'g') as r (line)) as f)
     limit 1;
    if v_sign is not null then
      kind := 'table';
      opening := case
        when v_lines[1] !~ format('(^|[%s])\s*"?[-+]?[\d.,]*"?\s*($|[%s])', v_sign, v_sign) then v_lines[1] || E'\n'
        else '' end;
    end if;
  end if;
end
$$;
comment on function howdah_internal.block_frame is
  'What each piece of a long block begins and ends with: the marks of a fence, the head of a table or of rows of CSV; '
  'kind tells whether it is a table after all.';
