create or replace function howdah.set_budget(
  scope text,
  limit_cents numeric,
  period text default 'month',
  scope_id text default '*',
  is_hard boolean default true
)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := case set_budget.scope when 'global' then '*' else howdah.context_tenant() end;
  v_id bigint;
begin
  if set_budget.scope is null or set_budget.period is null or set_budget.scope_id is null or set_budget.is_hard is null then
    raise exception 'scope, period, scope_id and is_hard are required'
      using errcode = '22004', hint = 'Example: select howdah.set_budget(''tenant'', 5000, ''month'').';
  end if;
  if set_budget.scope not in ('user', 'plan', 'tenant', 'model', 'feature', 'global')
     or set_budget.period not in ('day', 'week', 'month', 'total')
     or not set_budget.limit_cents between 0 and 1e9 or set_budget.limit_cents = 'NaN' then
    raise exception 'a value of the budget is out of range'
      using errcode = '22023',
            hint = 'scope is user, plan, tenant, model, feature or global; period is day, week, month or total; '
              'limit_cents is 0 to 1000000000 US cents, null for no limit.';
  end if;
  if set_budget.scope = 'global' and set_budget.scope_id != '*' then
    raise exception 'a global budget has no scope_id' using errcode = '22023', hint = 'Leave scope_id out.';
  end if;
  insert into howdah.budgets (tenant_id, scope, scope_id, period, limit_cents, is_hard)
  values (
    v_tenant, set_budget.scope, set_budget.scope_id, set_budget.period, set_budget.limit_cents, set_budget.is_hard
  )
  on conflict (tenant_id, scope, scope_id, period) do update
    set limit_cents = excluded.limit_cents, is_hard = excluded.is_hard
  returning id into v_id;
  update howdah.budget_windows as w set refused_at = null where w.tenant_id = v_tenant and w.budget_id = v_id;
  -- What waited for money looks again.
  update howdah.queue_heads as h
     set blocked_until = null
   where h.id in (
     select w.id from howdah.queue_heads as w
      where w.blocked_until is not null
        and (set_budget.scope = 'global' or w.tenant_id = v_tenant)
        for no key update skip locked
   );
  return v_id;
end
$$;
comment on function howdah.set_budget(text, numeric, text, text, boolean) is
  'Sets how many US cents may be spent in a day, week, month (of the tenant''s time zone) or in total, and returns the '
  'budget''s id. scope_id names the user, plan, model (provider/model) or feature; * means each one for itself, and one '
  'with a name stands in for it. A plan''s budget is each of its users'' own; a global one is shared by all tenants. A '
  'hard budget makes calls wait or refuses them, another one only counts; limit_cents null is no limit. '
  'Raises 22004, 22023, 28000. Example: select howdah.set_budget(''tenant'', 5000, ''month'').';
