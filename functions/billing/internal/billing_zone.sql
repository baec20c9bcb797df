create or replace function howdah_internal.billing_zone(tenant text)
  returns text
  language plpgsql
  stable
as $$
begin
  return coalesce((
    select t.time_zone from howdah.tenants as t where t.tenant_id = billing_zone.tenant
  ), (
    -- The tenant was forgotten.
    select s.time_zone from howdah_internal.statements as s
     where s.tenant_id = billing_zone.tenant
     order by s.month desc
     limit 1
  ), 'UTC');
end
$$;
comment on function howdah_internal.billing_zone is 'The time zone in which the months of a tenant begin.';
