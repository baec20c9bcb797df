-- As texts were indexed by version 0: what was added before an upgrade is found by it until it is indexed anew.
create or replace function howdah_internal.spaced_text(content text)
  returns text
  language sql
  immutable
return case
  when octet_length(content) = length(content) then content
  else regexp_replace(content, '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])', ' \1 ', 'g')
end;
comment on function howdah_internal.spaced_text is
  'The text with spaces around Chinese, Japanese and Korean characters, as chunks of tsv_version 0 were indexed.';
