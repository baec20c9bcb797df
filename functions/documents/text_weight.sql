-- Quarters of a token, so that sums of small pieces do not add up their rounding.
create or replace function howdah.text_weight(content text)
  returns integer
  language sql
  immutable
return case
  when octet_length(content) = length(content) then length(content)
  else length(content) + 3 * length(
    regexp_replace(content, '[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+', '', 'g'))
end;
comment on function howdah.text_weight(text) is
  'Estimated length in quarters of a token: one a character, four a Chinese, Japanese or Korean one.';
