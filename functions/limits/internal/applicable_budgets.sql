-- Without a SET clause it is inlined.
create or replace function howdah_internal.applicable_budgets(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz
)
  returns setof howdah_internal.applicable_budget
  language sql
  stable
begin atomic
  select distinct on (b.scope, b.period)
         b.tenant_id, b.id,
         -- A plan's budget is each of its users' own.
         case b.scope when 'plan' then applicable_budgets.payer else s.matched end,
         case b.period
           when 'total' then '-infinity'
           else date_trunc(b.period, applicable_budgets.at at time zone s.zone) at time zone s.zone
         end,
         case when b.period != 'total' then
           (date_trunc(b.period, applicable_budgets.at at time zone s.zone) + ('1 ' || b.period)::interval)
             at time zone s.zone
         end,
         b.limit_cents, b.is_hard, b.scope, b.period, null::numeric(20, 10)
    from howdah.budgets as b
   -- Only what a budget asks for is looked up; offset 0, so that it is once.
   cross join lateral (
     select case b.scope
              when 'user' then applicable_budgets.payer
              when 'plan' then howdah_internal.plan_of(applicable_budgets.tenant, applicable_budgets.payer)
              when 'tenant' then applicable_budgets.tenant
              when 'model' then howdah_internal.model_name(applicable_budgets.model_id)
              when 'feature' then applicable_budgets.feature
              when 'credit' then applicable_budgets.tenant
              else '*'
            end as matched,
            case when b.scope = 'global' then 'UTC' else coalesce((
              select t.time_zone from howdah.tenants as t where t.tenant_id = applicable_budgets.tenant
            ), 'UTC') end as zone
      offset 0
   ) as s
   where b.tenant_id in (applicable_budgets.tenant, '*')
     and s.matched is not null
     and b.scope_id in (s.matched, '*')
     -- What began before the first credit it does not pay.
     and (b.scope != 'credit' or applicable_budgets.at >= b.created_at)
   -- The budget of one subject stands in for the one of all.
   order by b.scope, b.period, b.scope_id = '*';
end;
comment on function howdah_internal.applicable_budgets is
  'The budgets that a call counts in, with the window of each; payer null is the tenant itself. cents is left for who '
  'holds something in a credit, which counts customer prices.';
