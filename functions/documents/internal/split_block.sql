-- The pieces put together again are the block: each keeps the white space behind it.
create or replace function howdah_internal.split_block(block text, kind text, max_weight integer)
  returns table (piece integer, content text)
  language plpgsql
  immutable
  strict -- so that a join calls it only where it passes a block
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_mark constant text := E'\x1e';
  v_words text := format('(?:[^\s%s]+\s+){%s}', v_mark, greatest(1, least(8, split_block.max_weight / 100)));
  -- Letters of four bytes weigh twice as much as others.
  v_letters text := howdah_internal.whole_letters('\S', greatest(
    case when split_block.block ~ '[\U00010000-\U0010ffff]' then 7 else 15 end,
    least(60, split_block.max_weight / 16)));
  v_marked text := case
    when split_block.kind in ('fence', 'table') then replace(split_block.block, E'\n', E'\n' || v_mark)
    else regexp_replace(
      split_block.block, '[.!?…]["''”’)\]]*\s+|[。！？；]["''”’」』）)]*\s*|\n+', '\&' || v_mark, 'g')
  end;
begin
  return query
  with pieces as materialized ( -- so that the sort does not carry whole parts
    select p.number, w.number as word, coalesce(w.word, p.part) as text
      from string_to_table(v_marked, v_mark) with ordinality as p (part, number)
      left join lateral string_to_table(
        case when length(p.part) * 16 > split_block.max_weight
            and howdah_internal.text_weight(p.part) * 4 > split_block.max_weight
          then regexp_replace(
            regexp_replace(p.part, v_letters, '\&' || v_mark, 'g'), v_words, '\&' || v_mark, 'g')
        end, v_mark
      ) with ordinality as w (word, number) on true
  )
  select (row_number() over (order by p.number, p.word))::integer, p.text
    from pieces as p
   where p.text != '';
end
$$;
comment on function howdah_internal.split_block is
  'Cuts a block that is too long: code and tables by lines, text by sentences, long sentences every few words, words '
  'of more than 60 characters anywhere.';
