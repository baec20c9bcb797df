create or replace function howdah.spend_budget(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  cents numeric,
  usage jsonb default '{}',
  reservation_id uuid default null,
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
  v_held_cents numeric := 0;
  v_windows jsonb;
  v_is_alert boolean := false;
begin
  if spend_budget.reservation_id is not null and spend_budget.held.id is null then
    delete from howdah.reservations as r
     where r.tenant_id = spend_budget.tenant and r.id = spend_budget.reservation_id
    returning r.* into spend_budget.held;
  end if;
  if spend_budget.held.id is not null then
    if spend_budget.held.rates != '[]' then
      perform howdah.settle_rates(
        spend_budget.held.rates, (spend_budget.usage ->> 'input_tokens')::bigint,
        (spend_budget.usage ->> 'output_tokens')::bigint, spend_budget.held.status = 'held');
    end if;
    -- What expired or was cancelled is given back already.
    v_held_cents := case spend_budget.held.status when 'held' then spend_budget.held.amount_cents else 0 end;
    -- Mostly it is spent where it was held; looking again costs more than all the rest. Who is forgotten holds nothing.
    if spend_budget.held.status = 'held' and spend_budget.at >= spend_budget.held.created_at
       and spend_budget.model_id = spend_budget.held.model_id and spend_budget.feature = spend_budget.held.feature then
      v_windows := spend_budget.held.holds;
      if spend_budget.at > spend_budget.held.created_at then
        for i in 0 .. jsonb_array_length(v_windows) - 1 loop
          if (spend_budget.held.holds -> i ->> 'ends_at')::timestamptz <= spend_budget.at then
            v_windows := null;
          end if;
        end loop;
      end if;
    end if;
  elsif not exists (select from howdah.budgets) then
    return false;
  end if;
  if v_windows is null then
    v_windows := howdah.settled_windows(
      spend_budget.tenant, spend_budget.payer, spend_budget.model_id, spend_budget.feature, spend_budget.at,
      coalesce(spend_budget.held.holds, '[]'));
  end if;
  for i in 0 .. jsonb_array_length(v_windows) - 1 loop
    v_is_alert := howdah.settle_window(v_windows -> i, v_cents, v_held_cents) or v_is_alert;
  end loop;
  return v_is_alert;
end
$$;
comment on function howdah.spend_budget(
  text, text, integer, text, timestamptz, numeric, jsonb, uuid, howdah.reservations
) is
  'Counts what a call cost in the budgets of the time when it began, whether or not anything was held for it, and '
  'in the same step gives back what its reservation holds, which the caller may have deleted already (held); spending '
  'past the soft threshold is an alert, and true is returned. Cents null counts nothing.';
