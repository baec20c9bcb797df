drop function if exists howdah_internal.settle_call(
  text, text, integer, text, timestamptz, numeric, jsonb, uuid, howdah_internal.reservations);
create or replace function howdah_internal.settle_call(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  cents numeric,
  usage jsonb default '{}',
  reservation_id uuid default null,
  held howdah_internal.reservations default null,
  call howdah.llm_usage default null,
  customer_cents numeric default null
)
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_cents numeric := coalesce(settle_call.cents, 0);
  -- Null is nothing: what expired or was cancelled is given back already.
  v_held_cents numeric;
  v_is_same boolean := false;
  v_budget howdah_internal.applicable_budget;
  v_part record;
  v_is_alert boolean := false;
begin
  if settle_call.reservation_id is not null and settle_call.held.id is null then
    delete from howdah_internal.reservations as r
     where r.tenant_id = settle_call.tenant and r.id = settle_call.reservation_id
    returning r.* into settle_call.held;
  end if;
  if settle_call.held.id is not null then
    if settle_call.held.rates != '{}' then
      perform howdah_internal.settle_rates(
        settle_call.held.rates, (settle_call.usage ->> 'input_tokens')::bigint,
        (settle_call.usage ->> 'output_tokens')::bigint, settle_call.held.status = 'held');
    end if;
    if settle_call.held.status = 'held' then
      v_held_cents := settle_call.held.amount_cents;
      -- Mostly it is spent where it was held; looking again costs more than all the rest.
      v_is_same := settle_call.at >= settle_call.held.created_at
        and settle_call.model_id = settle_call.held.model_id and settle_call.feature = settle_call.held.feature;
      if v_is_same and settle_call.at > settle_call.held.created_at then
        foreach v_budget in array settle_call.held.holds loop
          v_is_same := v_is_same and coalesce(v_budget.ends_at > settle_call.at, true);
        end loop;
      end if;
    end if;
  elsif not exists (select from howdah.budgets) then
    return false;
  end if;
  if v_is_same then
    foreach v_budget in array settle_call.held.holds loop
      if v_budget.scope = 'credit' then
        settle_call.customer_cents := coalesce(
          settle_call.customer_cents, howdah_internal.customer_call_cents(settle_call.call), 0);
        v_is_alert := howdah_internal.settle_window(
          v_budget, settle_call.customer_cents, coalesce(v_budget.cents, 0)) or v_is_alert;
      else
        v_is_alert := howdah_internal.settle_window(v_budget, v_cents, v_held_cents) or v_is_alert;
      end if;
    end loop;
    return v_is_alert;
  end if;
  -- Both in one order, so that calls that share budgets never deadlock.
  for v_part in
    select case when a.budget_id is null then k else a end as budget,
           case when a.budget_id is null then 0
             when a.scope = 'credit' then coalesce(
               settle_call.customer_cents, howdah_internal.customer_call_cents(settle_call.call), 0)
             else v_cents end as cents,
           case when k.budget_id is null or v_held_cents is null then 0
             else coalesce(k.cents, v_held_cents) end as held_cents
      from howdah_internal.applicable_budgets(
        settle_call.tenant, settle_call.payer, settle_call.model_id, settle_call.feature, settle_call.at) as a
      full join unnest(settle_call.held.holds) as k using (tenant_id, budget_id, subject, starts_at)
     order by tenant_id, budget_id, subject, starts_at
  loop
    v_is_alert := howdah_internal.settle_window(v_part.budget, v_part.cents, v_part.held_cents) or v_is_alert;
  end loop;
  return v_is_alert;
end
$$;
comment on function howdah_internal.settle_call is
  'Counts what a call cost (null: nothing) in the budgets of the time when it began and gives back what was held for '
  'it; held is a reservation that the caller has deleted already. In a credit it counts what the customer pays for the '
  'call, or customer_cents. True when spending passed a soft threshold.';
