create or replace function howdah.spend_budget(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  cents numeric,
  usage jsonb default '{}',
  reservation_id uuid default null
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_input bigint := (spend_budget.usage ->> 'input_tokens')::bigint;
  v_output bigint := (spend_budget.usage ->> 'output_tokens')::bigint;
  v_cents numeric := spend_budget.cents;
  v_held howdah.reservations;
  v_window record;
  v_spent numeric;
  v_alerted_at timestamptz;
begin
  if spend_budget.reservation_id is not null then
    delete from howdah.reservations as r
     where r.tenant_id = spend_budget.tenant and r.id = spend_budget.reservation_id
    returning r.* into v_held;
    if v_held.rates != '[]' then
      perform howdah.settle_rates(v_held.rates, v_input, v_output, v_held.status = 'held');
    end if;
    if v_held.status != 'held' then
      v_held.amount_cents := 0;
    end if;
  end if;
  if v_held.holds is null and not exists (select from howdah.budgets) then
    return;
  end if;
  if v_cents is null then
    v_cents := howdah.estimated_cost(
      spend_budget.model_id, spend_budget.at, coalesce(v_input, 0), coalesce(v_output, 0));
  end if;
  -- Spent in the windows of the time when the call began, given back where it was held: sorted together.
  for v_window in
    select tenant_id, budget_id, subject, starts_at, a.ends_at, a.soft_cents,
           case when a.scope is not null then coalesce(v_cents, 0) else 0 end as spent,
           case when k.is_held then v_held.amount_cents else 0 end as held
      from howdah.applicable_budgets(
        spend_budget.tenant, spend_budget.payer, spend_budget.model_id, spend_budget.feature, spend_budget.at) as a
      full join (
        select h.*, true as is_held
          from jsonb_to_recordset(coalesce(v_held.holds, '[]'))
            as h (tenant_id text, budget_id bigint, subject text, starts_at timestamptz)
      ) as k using (tenant_id, budget_id, subject, starts_at)
     order by tenant_id, budget_id, subject, starts_at
  loop
    continue when v_window.spent = 0 and v_window.held = 0;
    loop
      update howdah.budget_windows as w
         set spent_cents = w.spent_cents + v_window.spent,
             reserved_cents = greatest(0, w.reserved_cents - v_window.held)
       where w.tenant_id = v_window.tenant_id and w.budget_id = v_window.budget_id
         and w.subject = v_window.subject and w.starts_at = v_window.starts_at
      returning w.spent_cents, w.alerted_at into v_spent, v_alerted_at;
      -- Without a budget the window has gone with it.
      exit when found or v_window.spent = 0;
      insert into howdah.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
      values (v_window.tenant_id, v_window.budget_id, v_window.subject, v_window.starts_at, v_window.ends_at)
      on conflict do nothing;
    end loop;
    if v_spent >= v_window.soft_cents and v_alerted_at is null and v_window.spent > 0 then
      perform howdah.alert_budget(v_window.tenant_id, v_window.budget_id, v_window.subject, v_window.starts_at);
    end if;
  end loop;
end
$$;
comment on function howdah.spend_budget(text, text, integer, text, timestamptz, numeric, jsonb, uuid) is
  'Counts what a call cost in the budgets of the time when it began, whether or not anything was held for it, and in the '
  'same step gives back what its reservation holds; spending past the soft threshold is an alert. Cents null is a price '
  'that is not known.';
