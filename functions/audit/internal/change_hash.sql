create or replace function howdah_internal.change_hash(object text, before jsonb, after jsonb)
  returns bytea
  language sql
  immutable
return sha256(convert_to(jsonb_build_array(object, before, after)::text, 'UTF8'));
comment on function howdah_internal.change_hash is 'What content_hash of a change has to be.';
