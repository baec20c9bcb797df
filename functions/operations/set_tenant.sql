create or replace function howdah.set_tenant(tenant text, time_zone text default null, plan text default null)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  if set_tenant.tenant is null then
    raise exception 'tenant is null' using errcode = '22004', hint = 'Pass the name of the tenant.';
  end if;
  if set_tenant.tenant = '' then
    raise exception 'tenant is empty' using errcode = '22023', hint = 'Pass the name of the tenant.';
  end if;
  if length(set_tenant.tenant) > 200 then
    raise exception 'tenant is longer than 200 characters'
      using errcode = '22001', hint = 'Pass the key of the tenant, such as a uuid.';
  end if;
  if set_tenant.time_zone is not null then
    perform howdah.check_time_zone(set_tenant.time_zone);
  end if;
  insert into howdah.tenants as t (tenant_id, time_zone, plan)
  values (set_tenant.tenant, coalesce(set_tenant.time_zone, 'UTC'), set_tenant.plan)
  on conflict (tenant_id) do update
    set time_zone = coalesce(set_tenant.time_zone, t.time_zone),
        plan = coalesce(set_tenant.plan, t.plan);
  perform howdah.ensure_default_prompt(set_tenant.tenant);
end
$$;
comment on function howdah.set_tenant(text, text, text) is
  'Makes a tenant or changes its time zone and plan; null keeps what is there. Raises 22004, 22001 and '
  '22023, which an unknown time zone is too. Example: select howdah.set_tenant(''acme'', ''Europe/Berlin'').';
