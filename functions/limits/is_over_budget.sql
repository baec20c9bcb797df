create or replace function howdah.is_over_budget(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  input_tokens bigint
)
  returns boolean
  language plpgsql
  stable
  security definer -- budgets are not a table of the application
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_cents numeric;
begin
  if not exists (select from howdah.budgets) then
    return false;
  end if;
  v_cents := coalesce(howdah.estimated_cost(is_over_budget.model_id, v_now, is_over_budget.input_tokens, 0), 0);
  -- What costs nothing is never too dear.
  return v_cents > 0 and exists (
    select from howdah.applicable_budgets(
             is_over_budget.tenant, is_over_budget.payer, is_over_budget.model_id, is_over_budget.feature, v_now) as a
      left join howdah.budget_windows as w
        on w.tenant_id = a.tenant_id and w.budget_id = a.budget_id and w.subject = a.subject and w.starts_at = a.starts_at
     where a.is_hard
       and coalesce(w.spent_cents + w.reserved_cents, 0) + v_cents > a.limit_cents
  );
end
$$;
comment on function howdah.is_over_budget(text, text, integer, text, bigint) is
  'Whether a hard budget has no room for a call of so many tokens; holds nothing and waits for nobody. For calls so small '
  'that those which look at the same time do no harm.';
