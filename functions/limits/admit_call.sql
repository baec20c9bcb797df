create or replace function howdah.admit_call(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  input_tokens bigint,
  output_tokens bigint,
  reservation_id uuid,
  expires_at timestamptz,
  is_own boolean default false
)
  returns table (admitted boolean, reason text, retry_after integer, scope text, unit text, period text)
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_rates record;
  v_budgets record;
  v_cents numeric := 0;
  v_opens timestamptz;
begin
  admitted := false;
  if howdah.calls_are_off() then
    perform nextval('howdah.refused_calls_seq');
    reason := 'calls_off';
    retry_after := 60;
    return next;
    return;
  end if;
  select null::jsonb as rates, null::timestamptz as opens_at, null::jsonb as windows into v_rates;
  v_budgets := v_rates;
  if exists (select from howdah.rate_limits as l where l.tenant_id in (admit_call.tenant, '*')) then
    select r.* into v_rates
      from howdah.rate_room(
        admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.input_tokens, admit_call.output_tokens) as r;
    if v_rates.opens_at is not null then
      reason := 'rate_limit';
      scope := v_rates.scope;
      unit := v_rates.unit;
      period := v_rates.period;
      v_opens := v_rates.opens_at;
    end if;
  end if;
  if exists (select from howdah.budgets as b where b.tenant_id in (admit_call.tenant, '*')) then
    v_cents := howdah.estimated_cost(
      admit_call.model_id, howdah.clock(), admit_call.input_tokens, admit_call.output_tokens);
    select b.* into v_budgets
      from howdah.budget_room(
        admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.feature, coalesce(v_cents, 0)) as b;
    if v_cents is null and v_budgets.room_cents is not null then
      v_budgets.opens_at := 'infinity';
    end if;
    if v_budgets.opens_at > coalesce(v_opens, '-infinity') then
      reason := case when v_cents is null then 'unpriced' else 'budget' end;
      scope := v_budgets.scope;
      unit := 'cents';
      period := v_budgets.period;
      v_opens := v_budgets.opens_at;
    end if;
  end if;
  if v_opens is not null then
    perform nextval('howdah.refused_calls_seq');
    if v_opens != 'infinity' then
      retry_after := greatest(1, ceil(extract(epoch from v_opens - howdah.clock())));
    end if;
    return next;
    return;
  end if;
  admitted := true;
  if v_rates.rates != '[]' then
    v_rates.rates := howdah.take_rates(v_rates.rates);
  end if;
  if v_cents > 0 and v_budgets.windows != '[]' then
    perform howdah.hold_budget(v_budgets.windows, v_cents);
  end if;
  if admit_call.is_own or v_rates.rates != '[]' or v_cents > 0 and v_budgets.windows != '[]' then
    insert into howdah.reservations (
      tenant_id, id, user_id, model_id, feature, amount_cents, holds, rates, is_own, expires_at
    )
    values (
      admit_call.tenant, admit_call.reservation_id, admit_call.payer, admit_call.model_id, admit_call.feature,
      coalesce(v_cents, 0), coalesce(v_budgets.windows, '[]'), coalesce(v_rates.rates, '[]'), admit_call.is_own,
      admit_call.expires_at
    );
  end if;
  return next;
end
$$;
comment on function howdah.admit_call(text, text, integer, text, bigint, bigint, uuid, timestamptz, boolean) is
  'Lets one call in or not: all limits and budgets are looked at before any is taken, rate states before budget windows. '
  'reason is calls_off, rate_limit, budget or unpriced, of the limit that opens last; retry_after in whole seconds, null '
  'for never. What is held goes into a reservation, is_own where there is none too.';
