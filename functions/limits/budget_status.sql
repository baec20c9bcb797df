create or replace view howdah.budget_status
  with (security_invoker = true)
as
select w.tenant_id, b.scope, w.subject, b.period, b.limit_cents, w.spent_cents, w.reserved_cents,
       greatest(0, b.limit_cents - w.spent_cents - w.reserved_cents) as remaining_cents,
       b.is_hard, w.refused_count, w.refused_at, w.starts_at, w.ends_at as resets_at
  from howdah_internal.budget_windows as w
  join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
 where coalesce(w.ends_at, 'infinity') > howdah.now();
comment on view howdah.budget_status is
  'Every budget''s present window: what is spent, held for calls on their way, and left, in US cents.';
comment on column howdah.budget_status.tenant_id is 'The tenant; * is the whole installation.';
comment on column howdah.budget_status.scope is 'What the budget is of: user, plan, tenant, model, feature or global.';
comment on column howdah.budget_status.subject is 'Whose window it is, by the scope: a user, a tenant, a model ...';
comment on column howdah.budget_status.period is 'day, week, month or total.';
comment on column howdah.budget_status.limit_cents is 'The limit, US cents; null is none.';
comment on column howdah.budget_status.spent_cents is
  'What is spent, US cents; calls of unknown price count with their estimate.';
comment on column howdah.budget_status.reserved_cents is 'Held for calls on their way.';
comment on column howdah.budget_status.remaining_cents is 'What is left for new calls.';
comment on column howdah.budget_status.is_hard is 'Whether calls are refused at the limit.';
comment on column howdah.budget_status.refused_count is 'Calls that it has refused in this window.';
comment on column howdah.budget_status.refused_at is 'When it refused the last.';
comment on column howdah.budget_status.starts_at is 'Begin of the window, in the tenants time zone.';
comment on column howdah.budget_status.resets_at is 'Its end; null for total.';
grant select on howdah.budget_status to howdah_analyst, howdah_admin;
