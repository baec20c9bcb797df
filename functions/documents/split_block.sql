-- The pieces put together again are the block: each keeps the white space behind it.
create or replace function howdah.split_block(block text, kind text, max_weight integer)
  returns table (piece integer, content text)
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_mark constant text := E'\x1e';
  v_marked text := case
    when split_block.kind in ('fence', 'table') then replace(split_block.block, E'\n', E'\n' || v_mark)
    else regexp_replace(
      split_block.block, '([.!?…]["''”’)\]]*\s+|[。！？；]["''”’」』）)]*\s*|\n+)', '\1' || v_mark, 'g')
  end;
begin
  return query
  select (row_number() over (order by p.number, w.number))::integer, coalesce(w.word, p.part)
    from string_to_table(v_marked, v_mark) with ordinality as p (part, number)
    left join lateral string_to_table(
      -- About 60 characters to a piece, at spaces where there are any.
      regexp_replace(p.part, '(\S{1,60}(\s+\S{1,12}){0,4}\s*)', '\1' || v_mark, 'g'), v_mark
    ) with ordinality as w (word, number) on howdah.text_weight(p.part) > split_block.max_weight / 4
   where coalesce(w.word, p.part) != '';
end
$$;
comment on function howdah.split_block(text, text, integer) is
  'Cuts a block that is too long: code and tables by lines, text by sentences, long sentences by words, and words of '
  'more than 60 characters anywhere.';
