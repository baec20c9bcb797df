create or replace function howdah_internal.pseudonym(tenant text, user_id text)
  returns uuid
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_id uuid;
begin
  -- Not waited for: the caller may hold what the erasure needs. Whoever is being forgotten now has no name any more.
  if pseudonym.user_id is null
     or not pg_try_advisory_xact_lock_shared(howdah_internal.erasure_key(pseudonym.tenant))
     or not pg_try_advisory_xact_lock_shared(howdah_internal.erasure_key(pseudonym.tenant, pseudonym.user_id)) then
    return null;
  end if;
  select p.id into v_id
    from howdah_internal.pseudonyms as p
   where p.tenant_id = pseudonym.tenant and p.user_id = pseudonym.user_id;
  if not found then
    insert into howdah_internal.pseudonyms as p (tenant_id, user_id)
    values (pseudonym.tenant, pseudonym.user_id)
    on conflict (tenant_id, user_id) do update set user_id = excluded.user_id
    returning p.id into v_id;
  end if;
  return v_id;
end
$$;
comment on function howdah_internal.pseudonym is
  'Under which id the logs know a user; null without one, and for who is being forgotten at this moment.';
