create or replace function howdah_internal.alert_budget(
  tenant text,
  budget_id bigint,
  subject text,
  starts_at timestamptz
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_window howdah_internal.budget_windows;
  v_budget howdah.budgets;
begin
  update howdah_internal.budget_windows as w
     set alerted_at = howdah.clock()
   where w.tenant_id = alert_budget.tenant and w.budget_id = alert_budget.budget_id
     and w.subject = alert_budget.subject and w.starts_at = alert_budget.starts_at
  returning w.* into v_window;
  select b.* into v_budget
    from howdah.budgets as b
   where b.tenant_id = alert_budget.tenant and b.id = alert_budget.budget_id;
  perform howdah_internal.add_event(
    'budget_alert', format('budget %s of %s', v_budget.id, v_window.subject),
    jsonb_build_object(
      'budget_id', v_budget.id, 'scope', v_budget.scope, 'whose', v_window.subject, 'period', v_budget.period,
      'soft_percent', v_budget.soft_percent, 'limit_cents', trim_scale(v_budget.limit_cents),
      'spent_cents', trim_scale(v_window.spent_cents), 'is_hard', v_budget.is_hard,
      'starts_at', v_window.starts_at, 'resets_at', v_window.ends_at),
    format('%s %% of a budget are spent: %s of %s cents, %s, %s %s', v_budget.soft_percent,
      trim_scale(round(v_window.spent_cents, 2)), trim_scale(v_budget.limit_cents), v_budget.period, v_budget.scope,
      v_window.subject),
    v_budget.tenant_id,
    -- Of a plan each user has a window.
    case when v_budget.scope in ('user', 'plan') then v_window.subject end);
  -- Any login may listen: whose budget it is stands in howdah.budget_alerts alone.
  perform pg_notify('howdah_budget_alert', alert_budget.budget_id::text);
end
$$;
comment on function howdah_internal.alert_budget is
  'Marks a budget window as spent past its soft threshold, writes an event of it, and notifies howdah_budget_alert '
  'with the id of the budget; the caller saw that it is the first time.';
