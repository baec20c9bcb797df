drop function if exists howdah.set_budget(text, numeric, text, text, boolean, integer);
create or replace function howdah.set_budget(
  scope text,
  limit_cents double precision,
  period text default 'month',
  scope_id text default '*',
  is_hard boolean default true,
  soft_percent double precision default 80
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  -- What is held, spent and compared is numeric; 15 digits of a float8 are exact.
  v_limit_cents numeric := set_budget.limit_cents;
  v_period text := coalesce(set_budget.period, 'month');
  v_scope_id text := coalesce(set_budget.scope_id, '*');
  v_soft_percent integer := howdah_internal.whole('soft_percent', coalesce(set_budget.soft_percent, 80));
  v_tenant text := case set_budget.scope when 'global' then '*' else howdah_internal.acting_tenant() end;
  v_id bigint;
  v_unpriced text;
begin
  if set_budget.scope is null then
    raise exception 'scope is required'
      using errcode = '22004', hint = 'Example: select howdah.set_budget(''tenant'', 5000, ''month'').';
  end if;
  if set_budget.scope not in ('user', 'plan', 'tenant', 'model', 'feature', 'global')
     or v_period not in ('day', 'week', 'month', 'total')
     or not v_limit_cents between 0 and 1e9 or v_limit_cents = 'NaN'
     or v_soft_percent not between 1 and 100 or v_scope_id = '' then
    raise exception 'a value of the budget is out of range'
      using errcode = '22023',
            hint = 'scope is user, plan, tenant, model, feature or global; period is day, week, month or total; '
              'limit_cents is 0 to 1000000000 US cents, null for no limit; '
              'scope_id is a name, * (or null) each one; soft_percent is 1 to 100.';
  end if;
  if set_budget.scope = 'global' and v_scope_id != '*' then
    raise exception 'a global budget has no scope_id' using errcode = '22023', hint = 'Leave scope_id out.';
  end if;
  perform howdah_internal.notice_scope(v_tenant, set_budget.scope, v_scope_id);
  insert into howdah.budgets (tenant_id, scope, scope_id, period, limit_cents, is_hard, soft_percent)
  values (
    v_tenant, set_budget.scope, v_scope_id, v_period, v_limit_cents,
    coalesce(set_budget.is_hard, true), v_soft_percent
  )
  on conflict (tenant_id, scope, scope_id, period) do update
    set limit_cents = excluded.limit_cents, is_hard = excluded.is_hard, soft_percent = excluded.soft_percent
  returning id into v_id;
  -- What waited for money looks again.
  perform howdah_internal.unblock_heads(nullif(v_tenant, '*'));
  perform howdah_internal.wake_jobs(nullif(v_tenant, '*'));
  -- Last, as in everybody's order. Nothing waits any more; spending past the new threshold is a new alert.
  update howdah_internal.budget_windows as w
     set refused_at = null,
         alerted_at = case
           when w.spent_cents >= v_limit_cents * v_soft_percent / 100 then w.alerted_at
         end
   where (w.tenant_id, w.budget_id, w.subject, w.starts_at) in (
     select f.tenant_id, f.budget_id, f.subject, f.starts_at
       from howdah_internal.budget_windows as f
      where f.tenant_id = v_tenant and f.budget_id = v_id and coalesce(f.refused_at, f.alerted_at) is not null
      order by f.tenant_id, f.budget_id, f.subject, f.starts_at
        for no key update
   );
  if set_budget.is_hard and set_budget.limit_cents is not null then
    select string_agg(m.provider || '/' || m.name, ', ' order by m.provider, m.name)
      into v_unpriced
      from howdah.models as m
     where howdah_internal.estimated_cost(m.id, howdah.now(), 1, (m.kind = 'chat')::integer) is null
       and (set_budget.scope != 'model' or set_budget.scope_id in ('*', m.provider || '/' || m.name));
    if v_unpriced is not null then
      raise notice 'a hard budget refuses calls of models without a price: %', v_unpriced
        using hint = 'Give them one with howdah.set_price, or set the setting unpriced_calls.';
    end if;
  end if;
  return v_id;
end
$$;
comment on function howdah.set_budget is
  'Sets how many US cents may be spent in a day, week, month (of the tenant''s time zone) or in total, and returns '
  'the budget''s id. scope_id names the user, plan, model (provider/model) or feature; * means each one for itself, '
  'and one with a name stands in for it. A plan''s (the user''s, else the tenant''s) budget is each of its users'' '
  'own; a global one is shared by all tenants. A hard budget makes calls wait or refuses them, another one only '
  'counts; limit_cents null is no limit. Spending past soft_percent of it is an alert, once a window: '
  'howdah.budget_alerts, and NOTIFY howdah_budget_alert. A hard one refuses calls of models without a price, which a '
  'NOTICE names. Raises 22004, 22023, 28000. Example: select '
  'howdah.set_budget(''tenant'', 5000, ''month'').';
grant execute on function howdah.set_budget to howdah_admin;
