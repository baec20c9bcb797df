create or replace function howdah.applicable_budgets(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz
)
  returns table (
    tenant_id text,
    budget_id bigint,
    subject text,
    starts_at timestamptz,
    ends_at timestamptz,
    limit_cents numeric,
    is_hard boolean,
    scope text,
    period text
  )
  language plpgsql
  stable
  security definer -- budgets are not a table of the application
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select distinct on (f.scope, f.period)
         f.tenant_id, f.id, f.subject,
         case f.period when 'total' then '-infinity' else date_trunc(f.period, f.local_time) at time zone f.zone end,
         case when f.period != 'total'
           then (date_trunc(f.period, f.local_time) + ('1 ' || f.period)::interval) at time zone f.zone end,
         f.limit_cents, f.is_hard, f.scope, f.period
    from (
      select b.*, z.zone, applicable_budgets.at at time zone z.zone as local_time,
             -- A plan's budget is each of its users' own.
             case b.scope when 'plan' then applicable_budgets.payer else s.matched end as subject, s.matched
        from howdah.budgets as b
       -- Subqueries, so that only what a budget asks for is looked up.
       cross join lateral (
         select case b.scope
                  when 'user' then applicable_budgets.payer
                  when 'plan' then (
                    select u.plan from howdah.users as u
                     where u.tenant_id = applicable_budgets.tenant and u.id = applicable_budgets.payer
                  )
                  when 'tenant' then applicable_budgets.tenant
                  when 'model' then (
                    select m.provider || '/' || m.name from howdah.models as m where m.id = applicable_budgets.model_id
                  )
                  when 'feature' then applicable_budgets.feature
                  else '*'
                end as matched
       ) as s
       cross join lateral (
         select case when b.scope = 'global' then 'UTC' else coalesce((
                  select t.time_zone from howdah.tenants as t where t.tenant_id = applicable_budgets.tenant
                ), 'UTC') end as zone
       ) as z
       where b.tenant_id in (applicable_budgets.tenant, '*')
    ) as f
   where f.matched is not null
     and f.scope_id in (f.matched, '*')
   -- The budget of one subject stands in for the one of all.
   order by f.scope, f.period, f.scope_id = '*';
end
$$;
comment on function howdah.applicable_budgets(text, text, integer, text, timestamptz) is
  'The budgets that a call counts in, with the window of each; payer null is the tenant itself.';
