create or replace view howdah.budget_alerts
  with (security_invoker = true)
as
select w.tenant_id, b.scope, w.subject, b.period, b.soft_percent, b.limit_cents, w.spent_cents, b.is_hard,
       w.alerted_at, w.starts_at, w.ends_at as resets_at
  from howdah_internal.budget_windows as w
  join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
 where w.alerted_at is not null;
comment on view howdah.budget_alerts is
  'Windows of budgets whose spending passed soft_percent of the limit, and when; NOTIFY howdah_budget_alert tells '
  'the id of the budget at once.';
comment on column howdah.budget_alerts.tenant_id is 'The tenant; * is the whole installation.';
comment on column howdah.budget_alerts.scope is 'What the budget is of: user, plan, tenant, model, feature or global.';
comment on column howdah.budget_alerts.subject is 'Whose window it is, by the scope: a user, a tenant, a model ...';
comment on column howdah.budget_alerts.period is 'day, week, month or total.';
comment on column howdah.budget_alerts.soft_percent is 'Share of the limit at which to tell.';
comment on column howdah.budget_alerts.limit_cents is 'The limit, US cents.';
comment on column howdah.budget_alerts.spent_cents is 'What is spent by now, US cents.';
comment on column howdah.budget_alerts.is_hard is 'Whether calls are refused at the limit.';
comment on column howdah.budget_alerts.alerted_at is 'When spending passed soft_percent.';
comment on column howdah.budget_alerts.starts_at is 'Begin of the window, in the tenants time zone.';
comment on column howdah.budget_alerts.resets_at is 'Its end; null for total.';
grant select on howdah.budget_alerts to howdah_analyst, howdah_admin;
