drop function if exists howdah.alert_budget(text, bigint, text, timestamptz);
create or replace function howdah.alert_budget(tenant text, budget_id bigint, subject text, starts_at timestamptz)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  -- The budget may have been set since what is settled was admitted.
  update howdah.budget_windows as w
     set alerted_at = howdah.clock()
    from howdah.budgets as b
   where w.tenant_id = alert_budget.tenant and w.budget_id = alert_budget.budget_id
     and w.subject = alert_budget.subject and w.starts_at = alert_budget.starts_at
     and b.tenant_id = w.tenant_id and b.id = w.budget_id
     and w.alerted_at is null and w.spent_cents >= b.limit_cents * b.soft_percent / 100;
  if not found then
    return false;
  end if;
  -- Any login may listen: whose budget it is stands in howdah.budget_alerts alone.
  perform pg_notify('howdah_budget_alert', alert_budget.budget_id::text);
  return true;
end
$$;
comment on function howdah.alert_budget(text, bigint, text, timestamptz) is
  'Marks a budget window, which the caller has locked, and notifies howdah_budget_alert with the id of the budget, where '
  'it is the first time that the window is spent past the soft threshold; then returns true.';
