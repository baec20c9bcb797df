create or replace function howdah_internal.query_hash(query text)
  returns bytea
  language sql
  immutable
return sha256(convert_to(btrim(query, E' \t\r\n'), 'UTF8'));
comment on function howdah_internal.query_hash is 'Key of a query among the known query embeddings.';
