create or replace function howdah_internal.known_user()
  returns text
  language plpgsql
  volatile
as $$
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
begin
  if howdah_internal.hold_user(v_tenant, v_user) then
    -- Whose tenant is known too: it is a foreign key.
    perform from howdah.users as u where u.tenant_id = v_tenant and u.id = v_user;
  else
    perform from howdah.tenants as t where t.tenant_id = v_tenant;
  end if;
  if found then
    return v_user;
  end if;
  insert into howdah.tenants (tenant_id) values (v_tenant) on conflict do nothing;
  if v_user is not null then
    insert into howdah.users (tenant_id, id, email)
    values (v_tenant, v_user, coalesce(nullif(howdah_internal.jwt_claims() ->> 'email', ''), v_user))
    on conflict do nothing;
  end if;
  return v_user;
end
$$;
comment on function howdah_internal.known_user is
  'The user of the context or null, for definers; makes the rows of tenant and user where they are missing.';
