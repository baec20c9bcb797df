create or replace function howdah_internal.settle_window(
  budget howdah_internal.applicable_budget,
  spent_cents numeric,
  held_cents numeric
)
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_budget howdah_internal.applicable_budget := settle_window.budget;
  v_is_alert boolean := false;
begin
  if settle_window.spent_cents = 0 and settle_window.held_cents = 0 then
    return false;
  end if;
  loop
    update howdah_internal.budget_windows as w
       set spent_cents = greatest(0, w.spent_cents + settle_window.spent_cents),
           reserved_cents = greatest(0, w.reserved_cents - settle_window.held_cents)
     where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
       and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at
    returning settle_window.spent_cents > 0 and w.alerted_at is null and w.spent_cents >= (
      select b.limit_cents * b.soft_percent / 100
        from howdah.budgets as b
       where b.tenant_id = w.tenant_id and b.id = w.budget_id
    ) into v_is_alert;
    -- A budget that is gone took its windows with it.
    exit when found or settle_window.spent_cents = 0;
    exit when not exists (
      select from howdah.budgets as b where b.tenant_id = v_budget.tenant_id and b.id = v_budget.budget_id);
    insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
    values (v_budget.tenant_id, v_budget.budget_id, v_budget.subject, v_budget.starts_at, v_budget.ends_at)
    on conflict do nothing;
  end loop;
  if v_is_alert then
    perform howdah_internal.alert_budget(
      v_budget.tenant_id, v_budget.budget_id, v_budget.subject, v_budget.starts_at);
  end if;
  return coalesce(v_is_alert, false);
end
$$;
comment on function howdah_internal.settle_window is
  'Adds US cents to what is spent in the window of a budget and takes them off what is held there; the first time '
  'that spending passes the soft threshold is an alert, and true is returned.';
