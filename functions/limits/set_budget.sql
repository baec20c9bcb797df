create or replace function howdah.set_budget(
  scope text,
  limit_cents numeric,
  period text default 'month',
  scope_id text default '*',
  is_hard boolean default true,
  soft_percent integer default 80
)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := case set_budget.scope when 'global' then '*' else howdah.acting_tenant() end;
  v_id bigint;
begin
  if set_budget.scope is null or set_budget.period is null or set_budget.scope_id is null or set_budget.is_hard is null
     or set_budget.soft_percent is null then
    raise exception 'scope, period, scope_id, is_hard and soft_percent are required'
      using errcode = '22004', hint = 'Example: select howdah.set_budget(''tenant'', 5000, ''month'').';
  end if;
  if set_budget.scope not in ('user', 'plan', 'tenant', 'model', 'feature', 'global')
     or set_budget.period not in ('day', 'week', 'month', 'total')
     or not set_budget.limit_cents between 0 and 1e9 or set_budget.limit_cents = 'NaN'
     or set_budget.soft_percent not between 1 and 100 then
    raise exception 'a value of the budget is out of range'
      using errcode = '22023',
            hint = 'scope is user, plan, tenant, model, feature or global; period is day, week, month or total; '
              'limit_cents is 0 to 1000000000 US cents, null for no limit; '
              'soft_percent is 1 to 100.';
  end if;
  if set_budget.scope = 'global' and set_budget.scope_id != '*' then
    raise exception 'a global budget has no scope_id' using errcode = '22023', hint = 'Leave scope_id out.';
  end if;
  insert into howdah.budgets (tenant_id, scope, scope_id, period, limit_cents, is_hard, soft_percent)
  values (
    v_tenant, set_budget.scope, set_budget.scope_id, set_budget.period, set_budget.limit_cents, set_budget.is_hard,
    set_budget.soft_percent
  )
  on conflict (tenant_id, scope, scope_id, period) do update
    set limit_cents = excluded.limit_cents, is_hard = excluded.is_hard, soft_percent = excluded.soft_percent
  returning id into v_id;
  -- What waited for money looks again.
  update howdah.queue_heads as h
     set blocked_until = null
   where h.id in (
     select w.id from howdah.queue_heads as w
      where w.blocked_until is not null
        and (set_budget.scope = 'global' or w.tenant_id = v_tenant)
        for no key update skip locked
   );
  perform howdah.wake_jobs(case set_budget.scope when 'global' then null else v_tenant end);
  -- Last, as in everybody's order. Nothing waits any more; spending past the new threshold is a new alert.
  update howdah.budget_windows as w
     set refused_at = null,
         alerted_at = case
           when w.spent_cents >= set_budget.limit_cents * set_budget.soft_percent / 100 then w.alerted_at
         end
   where (w.tenant_id, w.budget_id, w.subject, w.starts_at) in (
     select f.tenant_id, f.budget_id, f.subject, f.starts_at
       from howdah.budget_windows as f
      where f.tenant_id = v_tenant and f.budget_id = v_id and coalesce(f.refused_at, f.alerted_at) is not null
      order by f.tenant_id, f.budget_id, f.subject, f.starts_at
        for no key update
   );
  return v_id;
end
$$;
comment on function howdah.set_budget(text, numeric, text, text, boolean, integer) is
  'Sets how many US cents may be spent in a day, week, month (of the tenant''s time zone) or in total, and returns '
  'the budget''s id. scope_id names the user, plan, model (provider/model) or feature; * means each one for itself, '
  'and one with a name stands in for it. A plan''s (the user''s, else the tenant''s) budget is each of its users'' '
  'own; a global one is shared by all tenants. A hard budget makes calls wait or refuses them, another one only '
  'counts; limit_cents null is no limit. Spending past soft_percent of it is an alert, once a window: '
  'howdah.budget_alerts, and NOTIFY howdah_budget_alert. Raises 22004, 22023, 28000. Example: select '
  'howdah.set_budget(''tenant'', 5000, ''month'').';
