select howdah_internal.drop_former('howdah.set_tenant(text, text, text)', 'boolean');
create or replace function howdah.set_tenant(tenant text, time_zone text default null, plan text default null)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  perform howdah_internal.check_key('tenant', set_tenant.tenant);
  if set_tenant.time_zone is not null then
    perform howdah_internal.check_time_zone(set_tenant.time_zone);
  end if;
  insert into howdah.tenants as t (tenant_id, time_zone, plan)
  values (set_tenant.tenant, coalesce(set_tenant.time_zone, 'UTC'), set_tenant.plan)
  on conflict (tenant_id) do update
    set time_zone = coalesce(set_tenant.time_zone, t.time_zone),
        plan = coalesce(set_tenant.plan, t.plan);
  perform howdah_internal.ensure_default_prompt(set_tenant.tenant);
  perform howdah_internal.ensure_rewrite_prompt(set_tenant.tenant);
  if set_tenant.plan is not null and not howdah_internal.is_limited_plan(set_tenant.tenant, set_tenant.plan) then
    raise notice 'no rate limit or budget is for the plan %', set_tenant.plan
      using hint = format(
        'select howdah.set_rate_limit(''plan'', 20, scope_id => %L); null is no limit.', set_tenant.plan);
  end if;
  return true;
end
$$;
comment on function howdah.set_tenant is
  'Makes a tenant or changes its time zone and plan; null keeps what is there. Raises 22004, 22001 and 22023, which '
  'an unknown time zone is too. Example: select howdah.set_tenant(''acme'', ''Europe/Berlin'').';
grant execute on function howdah.set_tenant to howdah_admin;
