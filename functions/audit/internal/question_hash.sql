create or replace function howdah_internal.question_hash(query text)
  returns bytea
  language sql
  immutable
return sha256(convert_to(btrim(query, E' \t\r\n'), 'UTF8'));
comment on function howdah_internal.question_hash is
  'A question as the access log knows it: its bytes as they were asked, without the white space around them.';
