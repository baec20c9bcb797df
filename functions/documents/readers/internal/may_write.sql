create or replace function howdah_internal.may_write(
  owner_id text,
  audience_id bigint,
  user_id text,
  audiences bigint[]
)
  returns boolean
  language sql
  immutable
return case
  when owner_id is not null then owner_id = user_id
  else audience_id is null or user_id is null or audience_id = any (audiences)
end;
comment on function howdah_internal.may_write is
  'Whether a user may replace or delete a document: its owner; one without an owner whoever may read it, and an '
  'application that acts without a user, so that what took it from a file may take it again.';
