create or replace view howdah.budget_alerts
  with (security_invoker = true)
as
select w.tenant_id, b.scope, w.subject, b.period, b.soft_percent, b.limit_cents, w.spent_cents, b.is_hard,
       w.alerted_at, w.starts_at, w.ends_at as resets_at
  from howdah.budget_windows as w
  join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
 where w.alerted_at is not null;
comment on view howdah.budget_alerts is
  'Windows of budgets whose spending passed soft_percent of the limit, and when; NOTIFY howdah_budget_alert tells '
  'it at once.';
