create or replace function howdah.settle_window(budget_window jsonb, spent numeric, held numeric)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := settle_window.budget_window ->> 'tenant_id';
  v_budget_id bigint := settle_window.budget_window ->> 'budget_id';
  v_subject text := settle_window.budget_window ->> 'subject';
  v_starts_at timestamptz := settle_window.budget_window ->> 'starts_at';
  v_is_alert boolean;
begin
  if settle_window.spent = 0 and settle_window.held = 0 then
    return;
  end if;
  loop
    update howdah.budget_windows as w
       set spent_cents = w.spent_cents + settle_window.spent,
           reserved_cents = greatest(0, w.reserved_cents - settle_window.held)
      from howdah.budgets as b
     where w.tenant_id = v_tenant and w.budget_id = v_budget_id and w.subject = v_subject
       and w.starts_at = v_starts_at
       and b.tenant_id = v_tenant and b.id = v_budget_id
    returning w.alerted_at is null and w.spent_cents >= b.limit_cents * b.soft_percent / 100 into v_is_alert;
    -- A budget that is gone took its windows with it.
    exit when found or settle_window.spent = 0
      or not exists (select from howdah.budgets as b where b.tenant_id = v_tenant and b.id = v_budget_id);
    insert into howdah.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
    values (
      v_tenant, v_budget_id, v_subject, v_starts_at, (settle_window.budget_window ->> 'ends_at')::timestamptz
    )
    on conflict do nothing;
  end loop;
  if v_is_alert and settle_window.spent > 0 then
    perform howdah.alert_budget(v_tenant, v_budget_id, v_subject, v_starts_at);
  end if;
end
$$;
comment on function howdah.settle_window(jsonb, numeric, numeric) is
  'Adds US cents to what is spent in a budget window and takes them off what is held there; the first time that '
  'spending passes the soft threshold is an alert.';
