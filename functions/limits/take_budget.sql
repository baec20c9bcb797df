create or replace function howdah.take_budget(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  cents numeric
)
  returns jsonb
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_budget record;
  v_windows jsonb := '[]';
begin
  -- Always in this order, so that calls that share budgets never deadlock.
  for v_budget in
    select a.* from howdah.applicable_budgets(
      take_budget.tenant, take_budget.payer, take_budget.model_id, take_budget.feature, howdah.clock()) as a
     order by a.tenant_id, a.budget_id, a.subject, a.starts_at
  loop
    -- One statement looks and takes: it is what all who share the budget wait for.
    update howdah.budget_windows as w
       set reserved_cents = w.reserved_cents + take_budget.cents
     where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
       and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at
       and (take_budget.cents = 0 or not v_budget.is_hard or v_budget.limit_cents is null
            or w.spent_cents + w.reserved_cents + take_budget.cents <= v_budget.limit_cents);
    if not found then
      perform howdah.hold_budget(v_windows, -take_budget.cents);
      return null;
    end if;
    v_windows := v_windows || jsonb_build_object(
      'tenant_id', v_budget.tenant_id, 'budget_id', v_budget.budget_id, 'subject', v_budget.subject,
      'starts_at', v_budget.starts_at, 'ends_at', v_budget.ends_at);
  end loop;
  return v_windows;
end
$$;
comment on function howdah.take_budget(text, text, integer, text, numeric) is
  'Holds US cents in all budgets of a call and returns their windows; null where one has no room or no window yet: '
  'then nothing is held, and budget_room says why.';
