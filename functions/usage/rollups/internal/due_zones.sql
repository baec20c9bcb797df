create or replace view howdah_internal.due_zones
  with (security_invoker = true)
as
select tenant_id, coalesce(t.time_zone, 'UTC') as time_zone
  from howdah.tenants as t
  full join howdah_internal.usage_zones as z using (tenant_id)
 where coalesce(t.time_zone, 'UTC') != coalesce(z.time_zone, 'UTC');
comment on view howdah_internal.due_zones is
  'Tenants whose time zone is not the one in which usage_month_edges has them, with the present one: it was changed '
  'since, or they are new, or gone.';
grant select on howdah_internal.due_zones to howdah_analyst;
