create or replace function howdah.known_user()
  returns text
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.current_user_id();
begin
  if howdah.hold_user(v_tenant, v_user) then
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
    values (v_tenant, v_user, coalesce(nullif(howdah.jwt_claims() ->> 'email', ''), v_user))
    on conflict do nothing;
  end if;
  return v_user;
end
$$;
comment on function howdah.known_user() is 'What ensure_user does and returns, for definers.';
