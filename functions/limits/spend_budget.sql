create or replace function howdah.spend_budget(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  cents numeric,
  usage jsonb default '{}',
  held howdah.reservations default null
)
  returns boolean
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_cents numeric := coalesce(spend_budget.cents, 0);
  v_held howdah.reservations := spend_budget.held;
  v_is_same boolean;
  v_windows jsonb;
  v_is_alert boolean := false;
begin
  if v_held.id is not null then
    if v_held.rates != '[]' then
      perform howdah.settle_rates(
        v_held.rates, (spend_budget.usage ->> 'input_tokens')::bigint, (spend_budget.usage ->> 'output_tokens')::bigint,
        v_held.status = 'held');
    end if;
    -- What expired or was cancelled is given back already.
    if v_held.status != 'held' then
      v_held.amount_cents := 0;
    end if;
  end if;
  -- One in the other: a condition with a subquery is run as a query, whatever stands before it.
  if v_held.holds is null then
    if not exists (select from howdah.budgets) then
      return false;
    end if;
  end if;
  -- Mostly it is spent where it was held; looking again costs more than all the rest.
  v_is_same := coalesce(
    spend_budget.at >= v_held.created_at and spend_budget.model_id = v_held.model_id
    and spend_budget.feature = v_held.feature, false);
  for i in 0 .. coalesce(jsonb_array_length(v_held.holds), 0) - 1 loop
    v_is_same := v_is_same and coalesce((v_held.holds -> i ->> 'ends_at')::timestamptz > spend_budget.at, true);
  end loop;
  v_windows := case when v_is_same then v_held.holds else howdah.settled_windows(
    spend_budget.tenant, spend_budget.payer, spend_budget.model_id, spend_budget.feature, spend_budget.at,
    coalesce(v_held.holds, '[]'))
  end;
  for i in 0 .. jsonb_array_length(v_windows) - 1 loop
    v_is_alert := howdah.settle_window(
      v_windows -> i,
      case when coalesce((v_windows -> i ->> 'is_spent')::boolean, true) then v_cents else 0 end,
      case
        when coalesce((v_windows -> i ->> 'is_held')::boolean, true) then coalesce(v_held.amount_cents, 0)
        else 0
      end) or v_is_alert;
  end loop;
  return v_is_alert;
end
$$;
comment on function howdah.spend_budget(
  text, text, integer, text, timestamptz, numeric, jsonb, howdah.reservations
) is
  'Counts what a call cost in the budgets of the time when it began, whether or not anything was held for it, and '
  'in the same step gives back what its reservation, which the caller has deleted, holds; spending past the soft '
  'threshold is an alert, and true is returned. Cents null counts nothing.';
