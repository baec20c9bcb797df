create or replace view howdah.budget_forecasts
  with (security_invoker = true)
as
select f.tenant_id, f.budget_id, b.scope, f.subject, b.period, b.limit_cents, w.spent_cents, f.forecast_cents,
       f.forecast_cents > b.limit_cents as is_over, b.is_hard, f.made_at, w.starts_at, w.ends_at as resets_at
  from howdah_internal.budget_forecasts as f
  join howdah.budgets as b on b.tenant_id = f.tenant_id and b.id = f.budget_id
  join howdah_internal.budget_windows as w
    on w.tenant_id = f.tenant_id and w.budget_id = f.budget_id and w.subject = f.subject and w.starts_at = f.starts_at;
comment on view howdah.budget_forecasts is
  'What will be spent at the end of each budget''s present week or month, if the days that are left cost what such '
  'days do, grown as the last weeks grew. Made every hour by the schedule watchdog, of whom it knows two weeks.';
comment on column howdah.budget_forecasts.tenant_id is 'The tenant; * is the whole installation.';
comment on column howdah.budget_forecasts.budget_id is 'Number of the budget.';
comment on column howdah.budget_forecasts.scope is
  'What the budget is of: user, plan, tenant, model, feature or global.';
comment on column howdah.budget_forecasts.subject is 'Whose window it is, by the scope: a user, a tenant, a model ...';
comment on column howdah.budget_forecasts.period is 'week or month.';
comment on column howdah.budget_forecasts.limit_cents is 'The limit, US cents.';
comment on column howdah.budget_forecasts.spent_cents is 'What is spent by now, US cents.';
comment on column howdah.budget_forecasts.forecast_cents is 'What will be spent at the end, US cents.';
comment on column howdah.budget_forecasts.is_over is 'Whether that is above the limit.';
comment on column howdah.budget_forecasts.is_hard is 'Whether calls are refused at the limit.';
comment on column howdah.budget_forecasts.made_at is 'When the forecast was made.';
comment on column howdah.budget_forecasts.starts_at is 'Begin of the window, in the tenants time zone.';
comment on column howdah.budget_forecasts.resets_at is 'Its end.';
grant select on howdah.budget_forecasts to howdah_analyst, howdah_admin;
