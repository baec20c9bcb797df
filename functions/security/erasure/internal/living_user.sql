create or replace function howdah_internal.living_user(tenant text, user_id text, at timestamptz)
  returns text
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_forgotten_at timestamptz;
begin
  -- Not waited for: the caller may hold what the erasure needs. Whoever is being forgotten now has no calls any more.
  if not pg_try_advisory_xact_lock_shared(howdah_internal.erasure_key(living_user.tenant))
     or not pg_try_advisory_xact_lock_shared(howdah_internal.erasure_key(living_user.tenant, living_user.user_id)) then
    return null;
  end if;
  select max(f.forgotten_at) into v_forgotten_at
    from howdah_internal.forgotten_users as f
   where f.tenant_id = living_user.tenant
     and f.user_hash in (sha256(convert_to(living_user.user_id, 'UTF8')), sha256(''));
  if v_forgotten_at is null then
    return living_user.user_id;
  end if;
  -- Or the call, claimed before, began later: only who has come back since has calls of their own.
  return (
    select u.id
      from howdah.users as u
     where u.tenant_id = living_user.tenant and u.id = living_user.user_id and u.created_at <= living_user.at
       and v_forgotten_at < living_user.at
  );
end
$$;
comment on function howdah_internal.living_user is
  'The user, null for one who was forgotten since, alone or with the tenant: a call on its way is billed, but no '
  'longer to a person. Until the transaction ends nobody can forget them.';
