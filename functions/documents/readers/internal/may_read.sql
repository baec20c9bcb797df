-- Inlines into every search: the same predicate wherever something is read without row level security.
create or replace function howdah_internal.may_read(
  owner_id text,
  audience_id bigint,
  user_id text,
  audiences bigint[]
)
  returns boolean
  language sql
  immutable
return owner_id is null and audience_id is null or owner_id = user_id or audience_id = any (audiences);
comment on function howdah_internal.may_read is
  'Whether a user who is in these audiences (audiences_of) may read what has this owner and this audience: what is '
  'everybody''s, the own, and what is for an audience of theirs. Null is no.';
grant execute on function howdah_internal.may_read to howdah_app;
