drop function if exists howdah.chunk_text(text, integer, integer);
drop function if exists howdah.chunk_text(text, double precision, double precision);
create or replace function howdah.chunk_text(
  document text,
  chunk_tokens double precision default 400,
  chunk_overlap double precision default 40,
  format text default 'markdown'
)
  returns table (chunk_index integer, heading text, page integer, content text, token_count integer)
  language plpgsql
  immutable
  security definer -- what it calls is granted to nobody
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_chunk_tokens integer := howdah_internal.whole('chunk_tokens', coalesce(chunk_text.chunk_tokens, 400));
  v_chunk_overlap integer := howdah_internal.whole('chunk_overlap', coalesce(chunk_text.chunk_overlap, 40));
begin
  if v_chunk_tokens not between 16 and 8000
     or v_chunk_overlap not between 0 and v_chunk_tokens / 2 then
    raise exception 'chunk_tokens or chunk_overlap is out of range'
      using errcode = '22023', hint = 'chunk_tokens is 16 to 8000, chunk_overlap 0 to half of it.';
  end if;
  return query
  select c.*
    from howdah_internal.cut_text(
      chunk_text.document, howdah_internal.text_format(chunk_text.format, null), null, v_chunk_tokens,
      v_chunk_overlap, null) as c;
end
$$;
comment on function howdah.chunk_text is
  'Cuts a text into chunks of at most chunk_tokens tokens, as estimate_tokens counts them, with heading path and page. '
  'Sections, code, tables and paragraphs stay whole where they fit; each part of a long table or code block has its '
  'head or fence, torn paragraphs share up to chunk_overlap tokens. An edit changes only the chunks near it. Front '
  'matter and the base64 of data: URIs are left out. format is markdown or text, which has no headings. Raises 22023. '
  'Example: select * from howdah.chunk_text(pg_read_file(''manual.md'')).';
grant execute on function howdah.chunk_text to howdah_app;
