create or replace view howdah_internal.budget_days
  with (security_invoker = true)
as
select k.scope, u.tenant_id, k.subject,
       (u.hour at time zone coalesce(t.time_zone, 'UTC'))::date as day, sum(u.cost_cents) as cost_cents
  from howdah_internal.usage_hourly_users as u
  left join howdah.tenants as t on t.tenant_id = u.tenant_id
 cross join lateral (values
   ('user', u.user_id), ('plan', u.user_id), ('tenant', u.tenant_id), ('model', u.provider || '/' || u.model),
   ('feature', u.feature), ('global', '*')
 ) as k (scope, subject)
 where u.cost_cents > 0
 group by k.scope, u.tenant_id, k.subject, day;
comment on view howdah_internal.budget_days is
  'What was spent a local day by whom budgets are of, as far as it is rolled up: by user, tenant, model and feature.';
