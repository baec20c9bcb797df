create or replace function howdah_internal.hold_budget(
  budgets howdah_internal.applicable_budget[],
  cents numeric,
  is_checked boolean default false
)
  returns boolean
  language plpgsql
  volatile
as $$
declare
  v_budget howdah_internal.applicable_budget;
  v_cents numeric;
begin
  for i in 1 .. cardinality(hold_budget.budgets) loop
    v_budget := hold_budget.budgets[i];
    v_cents := coalesce(v_budget.cents, hold_budget.cents);
    -- One statement looks and takes: all who share the budget wait until its transaction ends.
    update howdah_internal.budget_windows as w
       set reserved_cents = w.reserved_cents + v_cents
     where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
       and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at
       and (not hold_budget.is_checked or not v_budget.is_hard or v_cents = 0
            or w.spent_cents + w.reserved_cents + v_cents <= coalesce(v_budget.limit_cents, 'Infinity'));
    if not found then
      for j in 1 .. i - 1 loop
        hold_budget.budgets[j].cents := -hold_budget.budgets[j].cents;
      end loop;
      perform howdah_internal.hold_budget(hold_budget.budgets[: i - 1], -hold_budget.cents);
      return false;
    end if;
  end loop;
  return true;
end
$$;
comment on function howdah_internal.hold_budget is
  'Holds US cents in the windows of budgets, with is_checked only where all hard ones have room. False where one has '
  'none or no window yet: then nothing is held, and budget_room makes the window or says why.';
