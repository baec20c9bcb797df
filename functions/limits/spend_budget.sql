create or replace function howdah.spend_budget(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  cents numeric
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  if coalesce(spend_budget.cents, 0) = 0 or not exists (select from howdah.budgets) then
    return;
  end if;
  insert into howdah.budget_windows as w (tenant_id, budget_id, subject, starts_at, ends_at, spent_cents)
  select a.tenant_id, a.budget_id, a.subject, a.starts_at, a.ends_at, spend_budget.cents
    from howdah.applicable_budgets(
      spend_budget.tenant, spend_budget.payer, spend_budget.model_id, spend_budget.feature, spend_budget.at) as a
   order by a.tenant_id, a.budget_id, a.subject, a.starts_at
  on conflict (tenant_id, budget_id, subject, starts_at) do update
    set spent_cents = w.spent_cents + excluded.spent_cents;
end
$$;
comment on function howdah.spend_budget(text, text, integer, text, timestamptz, numeric) is
  'Counts what a call cost in the budgets of the time when it began, whether or not anything was held for it.';
