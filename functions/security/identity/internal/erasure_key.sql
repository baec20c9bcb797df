create or replace function howdah_internal.erasure_key(tenant text, user_id text default '')
  returns bigint
  language sql
  immutable
return hashtextextended(user_id, hashtextextended(tenant, 1));
comment on function howdah_internal.erasure_key is
  'Key of the advisory lock of a user, or without one of a tenant: shared by those who act as them, exclusive for who '
  'forgets them.';
