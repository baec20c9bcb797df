create or replace function howdah_internal.check_document(content text, source text, title text, metadata jsonb)
  returns void
  language plpgsql
  immutable
as $$
begin
  if check_document.content is null then
    raise exception 'content is required'
      using errcode = '22004', hint = 'Example: select howdah.add_document(''The text ..'', ''notes/one.md'').';
  end if;
  if not howdah_internal.has_text(check_document.content) then
    raise exception 'the content is empty' using errcode = '22023', hint = 'Pass the text of the document.';
  end if;
  if octet_length(check_document.content) > 20 * 1024 * 1024 then
    raise exception 'the content is longer than 20 MB'
      using errcode = '22001', hint = 'Add its chapters as documents of their own.';
  end if;
  if length(check_document.source) > 2000 or length(check_document.title) > 1000 then
    raise exception 'the source is longer than 2,000 or the title than 1,000 characters'
      using errcode = '22001', hint = 'A source is a path, URL or key; longer facts belong into metadata.';
  end if;
  if check_document.source = '' then
    raise exception 'the source is empty'
      using errcode = '22023', hint = 'Leave it out to have one made from the content.';
  end if;
  if jsonb_typeof(check_document.metadata) != 'object' then
    raise exception 'metadata is not a JSON object' using errcode = '22023', hint = 'Example: {"team": "sales"}.';
  end if;
end
$$;
comment on function howdah_internal.check_document is 'Raises 22004, 22023 or 22001 for what cannot be a document.';
