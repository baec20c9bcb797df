create or replace function howdah_internal.query_hash(query text)
  returns bytea
  language sql
  immutable
return howdah_internal.text_hash(btrim(query, E' \t\r\n'));
comment on function howdah_internal.query_hash is 'Key of a query among the known query embeddings.';
