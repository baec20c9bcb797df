-- The parsers of PostgreSQL take a run of Chinese or Japanese for one word, so that only whole runs would match.
create or replace function howdah_internal.spaced_text(content text)
  returns text
  language sql
  immutable
return case
  when octet_length(content) = length(content) then content
  else regexp_replace(content, '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])', ' \1 ', 'g')
end;
comment on function howdah_internal.spaced_text is
  'The text with spaces around Chinese, Japanese and Korean characters, as it is indexed and asked.';
