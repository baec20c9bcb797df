create or replace view howdah.budget_status
  with (security_invoker = true)
as
select w.tenant_id, b.scope, w.subject, b.period, b.limit_cents, w.spent_cents, w.reserved_cents,
       greatest(0, b.limit_cents - w.spent_cents - w.reserved_cents) as remaining_cents,
       b.is_hard, w.refused_count, w.refused_at, w.starts_at, w.ends_at as resets_at
  from howdah.budget_windows as w
  join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
 where coalesce(w.ends_at, 'infinity') > howdah.now();
comment on view howdah.budget_status is
  'Every budget''s present window: what is spent, held for calls on their way, and left, in US cents.';
