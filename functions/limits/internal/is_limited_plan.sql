create or replace function howdah_internal.is_limited_plan(tenant text, plan text)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return exists (
    select from howdah.rate_limits as l
     where l.tenant_id = is_limited_plan.tenant and l.scope = 'plan' and l.scope_id in (is_limited_plan.plan, '*')
    union all
    select from howdah.budgets as b
     where b.tenant_id = is_limited_plan.tenant and b.scope = 'plan' and b.scope_id in (is_limited_plan.plan, '*')
  );
end
$$;
comment on function howdah_internal.is_limited_plan is
  'Whether a rate limit or budget is for this plan, be it one that says null for no limit.';
