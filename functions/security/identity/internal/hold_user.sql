-- Inlines: two locks, and no query for them.
create or replace function howdah_internal.hold_user(tenant text, user_id text)
  returns boolean
  language sql
  volatile
return pg_advisory_xact_lock_shared(howdah_internal.erasure_key(hold_user.tenant)) is not null
   -- Without a user there is no second key and no second lock.
   and pg_advisory_xact_lock_shared(howdah_internal.erasure_key(hold_user.tenant, hold_user.user_id)) is not null;
comment on function howdah_internal.hold_user is
  'Until the transaction ends nobody can forget the user or the tenant: whatever writes a name calls it first, so '
  'that nothing of theirs is left behind. True, or false without a user.';
