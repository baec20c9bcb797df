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
begin
  update howdah_internal.budget_windows as w
     set alerted_at = howdah.clock()
   where w.tenant_id = alert_budget.tenant and w.budget_id = alert_budget.budget_id
     and w.subject = alert_budget.subject and w.starts_at = alert_budget.starts_at;
  -- Any login may listen: whose budget it is stands in howdah.budget_alerts alone.
  perform pg_notify('howdah_budget_alert', alert_budget.budget_id::text);
end
$$;
comment on function howdah_internal.alert_budget is
  'Marks a budget window as spent past its soft threshold and notifies howdah_budget_alert with the id of the '
  'budget; the caller saw that it is the first time.';
