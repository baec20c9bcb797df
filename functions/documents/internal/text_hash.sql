create or replace function howdah_internal.text_hash(content text)
  returns bytea
  language sql
  immutable
return sha256(convert_to(case
  when octet_length(content) = length(content) then content
  else normalize(content, nfc)
end, 'UTF8'));
comment on function howdah_internal.text_hash is
  'SHA-256 of a text in UTF-8, letters composed: the same letters in other bytes buy one vector.';
