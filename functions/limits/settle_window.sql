drop function if exists howdah.settle_window(jsonb, numeric, numeric);
create or replace function howdah.settle_window(budget_window jsonb, spent numeric, held numeric)
  returns boolean
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_window jsonb := settle_window.budget_window;
  v_spent numeric := case when v_window -> 'is_spent' = 'false' then 0 else settle_window.spent end;
  v_held numeric := case when v_window -> 'is_held' = 'false' then 0 else settle_window.held end;
  v_is_alert boolean := false;
begin
  if v_spent = 0 and v_held = 0 then
    return false;
  end if;
  loop
    update howdah.budget_windows as w
       set spent_cents = w.spent_cents + v_spent,
           reserved_cents = greatest(0, w.reserved_cents - v_held)
     where w.tenant_id = v_window ->> 'tenant_id'
       and w.budget_id = (v_window ->> 'budget_id')::bigint
       and w.subject = v_window ->> 'subject'
       and w.starts_at = (v_window ->> 'starts_at')::timestamptz
    returning v_spent > 0 and w.alerted_at is null and w.spent_cents >= (
      select b.limit_cents * b.soft_percent / 100
        from howdah.budgets as b
       where b.tenant_id = w.tenant_id and b.id = w.budget_id
    ) into v_is_alert;
    -- A budget that is gone took its windows with it.
    exit when found or v_spent = 0;
    exit when not exists (
      select from howdah.budgets as b
       where b.tenant_id = v_window ->> 'tenant_id' and b.id = (v_window ->> 'budget_id')::bigint);
    insert into howdah.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
    select w.tenant_id, w.budget_id, w.subject, w.starts_at, w.ends_at
      from jsonb_to_record(v_window) as w (
        tenant_id text, budget_id bigint, subject text, starts_at timestamptz, ends_at timestamptz
      )
    on conflict do nothing;
  end loop;
  if v_is_alert then
    perform howdah.alert_budget(
      v_window ->> 'tenant_id', (v_window ->> 'budget_id')::bigint, v_window ->> 'subject',
      (v_window ->> 'starts_at')::timestamptz);
  end if;
  return coalesce(v_is_alert, false);
end
$$;
comment on function howdah.settle_window(jsonb, numeric, numeric) is
  'Adds US cents to what is spent in a budget window and takes them off what is held there, where is_spent and is_held '
  'are not false; the first time that spending passes the soft threshold is an alert, and true is returned.';
