create or replace function howdah.ensure_user()
  returns text
  language plpgsql
  volatile
  security definer -- makes the rows of tenants and users on first use
  set search_path from current
as $$
declare
  v_tenant text := howdah.context_tenant();
  v_user text := howdah.current_user_id();
  v_has_user boolean;
  v_is_known boolean;
  v_is_tenant_known boolean;
begin
  v_has_user := howdah.hold_user(v_tenant, v_user);
  select exists (select from howdah.tenants as t where t.tenant_id = v_tenant),
         not v_has_user or exists (select from howdah.users as u where u.tenant_id = v_tenant and u.id = v_user)
    into v_is_tenant_known, v_is_known;
  if not v_is_tenant_known then
    insert into howdah.tenants (tenant_id) values (v_tenant) on conflict do nothing;
  end if;
  if not v_is_known then
    insert into howdah.users (tenant_id, id, email)
    values (v_tenant, v_user, coalesce(nullif(howdah.jwt_claims() ->> 'email', ''), v_user))
    on conflict do nothing;
  end if;
  return v_user;
end
$$;
comment on function howdah.ensure_user() is
  'The user of this call or null, after making sure that the tenant and the user have their rows.';
