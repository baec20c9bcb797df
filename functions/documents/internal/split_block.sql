select howdah_internal.drop_former('howdah_internal.split_block(text, text, integer)', 'frame_weight');
create or replace function howdah_internal.split_block(block text, kind text, max_weight integer)
  returns table (
    piece integer,
    content text,
    weight integer,
    frame_weight integer,
    opening text,
    closing text,
    is_text boolean
  )
  language plpgsql
  immutable
  strict -- so that a join calls it only where it passes a block
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_words text := format('(?:\S+\s+){%s}', greatest(1, least(8, split_block.max_weight / 100)));
  v_letters text := howdah_internal.whole_letters('\S', greatest(7, least(60, split_block.max_weight / 16)));
  -- However much a letter weighs.
  v_few text := format(
    '.{%s}[%s]{0,2}', greatest(1, (split_block.max_weight - 16) / 22 - 2), howdah_internal.letter_marks());
  v_frame record := howdah_internal.block_frame(split_block.block, split_block.kind);
  v_room integer;
  v_cuts text[];
  v_limits integer[];
begin
  v_room := howdah_internal.unit_weight(v_frame.opening) + howdah_internal.unit_weight(v_frame.closing);
  if v_room > split_block.max_weight / 3 then
    v_frame.opening := '';
    v_frame.closing := '';
    v_room := 0;
  end if;
  v_room := split_block.max_weight - v_room;
  if v_frame.kind = 'fence' then
    -- Before lines that begin at the margin, then every few lines, then before any.
    v_cuts := array['\n(?=[^\s)\]}])', '(?:[^\n]*\n){4}', '\n'];
    v_limits := array[v_room / 4, v_room / 2, v_room];
  elsif v_frame.kind = 'table' then
    v_cuts := array['\n'];
    v_limits := array[v_room];
  else
    v_cuts := array['[.!?…؟۔।॥።။][.!?"''”’)\]]*\s+|[。！？；][。！？；"''”’」』）)]*\s*|\n+'];
    v_limits := array[v_room / 4];
  end if;
  -- Whole words, and what has no spaces by its commas, as long as they fit; then letters.
  v_cuts := v_cuts || array['[，、：؛،][，、：؛،]*\s*', v_words, '\S+\s+', v_letters, v_few];
  v_limits := v_limits || array[v_room / 4, v_room / 4, v_room, v_room, v_room];
  return query
  select (row_number() over ())::integer, s.piece, s.weight,
         case when v_frame.opening = '' then 0 else split_block.max_weight - v_room end, v_frame.opening,
         v_frame.closing, v_frame.kind not in ('fence', 'table')
    from howdah_internal.split_text(split_block.block, v_cuts, v_limits) as s;
end
$$;
comment on function howdah_internal.split_block is
  'Cuts a block that is too long: code and tables by lines, text by sentences, long ones every few words, words '
  'that are no chunk anywhere. opening and closing stand around each part that is no end of the block.';
