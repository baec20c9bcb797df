create or replace function howdah.hold_user(tenant text, user_id text)
  returns void
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  -- Without a user there is no second key and no second lock.
  perform pg_advisory_xact_lock_shared(howdah.erasure_key(hold_user.tenant)),
          pg_advisory_xact_lock_shared(howdah.erasure_key(hold_user.tenant, hold_user.user_id));
end
$$;
comment on function howdah.hold_user(text, text) is
  'Until the transaction ends nobody can forget the user or the tenant: whatever writes a name calls it first, so that '
  'nothing of theirs is left behind.';
