create or replace function howdah_internal.embedding_text(title text, heading text, content text)
  returns text
  language sql
  immutable
return
  case when title is null or title = '' or starts_with(coalesce(heading, ''), title) then '' else title || E'\n\n' end
  || case when heading is null or heading = '' then '' else heading || E'\n\n' end
  || content;
comment on function howdah_internal.embedding_text is
  'A chunk as it is embedded: title, headings, content; a title that the heading repeats stands once.';
