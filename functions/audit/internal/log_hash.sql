-- Nulls are left out, so that a column that is added later changes no hash.
create or replace function howdah_internal.log_hash(previous bytea, log text, content jsonb)
  returns bytea
  language sql
  immutable
return sha256(previous || convert_to(
  log || jsonb_strip_nulls(content - array['object', 'before', 'after'])::text, 'UTF8'));
comment on function howdah_internal.log_hash is
  'What the hash of a row has to be in the chain, after the hash before it: content is the row as jsonb, with times in '
  'UTC. What may be erased of a change is in its content_hash.';
