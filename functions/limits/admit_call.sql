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
  v_rates jsonb := '[]';
  v_windows jsonb := '[]';
  v_cents numeric := 0;
  v_opens timestamptz;
  v_room record;
begin
  if howdah.calls_are_off() then
    reason := 'calls_off';
    v_opens := howdah.clock() + interval '60 seconds';
  end if;
  if exists (select from howdah.rate_limits as l where l.tenant_id in (admit_call.tenant, '*')) then
    select r.rates, r.opens_at, r.scope, r.unit, r.period, 'rate_limit' as reason
      into v_room
      from howdah.rate_room(
        admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.input_tokens,
        admit_call.output_tokens) as r;
    v_rates := v_room.rates;
    if v_room.opens_at > coalesce(v_opens, '-infinity') then
      v_opens := v_room.opens_at;
      reason := 'rate_limit';
      scope := v_room.scope;
      unit := v_room.unit;
      period := v_room.period;
    end if;
  end if;
  if exists (select from howdah.budgets as b where b.tenant_id in (admit_call.tenant, '*')) then
    v_cents := howdah.estimated_cost(
      admit_call.model_id, howdah.clock(), admit_call.input_tokens, admit_call.output_tokens);
    v_windows := case when v_opens is null and v_cents is not null then
      howdah.take_budget(admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.feature, v_cents)
    end;
    if v_windows is null then
      -- Not at once: the windows are new, or something refuses and this says what.
      select b.* into v_room
        from howdah.budget_room(
          admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.feature, coalesce(v_cents, 0)) as b;
      if v_cents is null and v_room.room_cents is not null then
        v_room.opens_at := 'infinity';
      end if;
      if v_room.opens_at > coalesce(v_opens, '-infinity') then
        v_opens := v_room.opens_at;
        reason := case when v_cents is null then 'unpriced' else 'budget' end;
        scope := v_room.scope;
        unit := 'cents';
        period := v_room.period;
      end if;
      v_windows := v_room.windows;
      v_cents := coalesce(v_cents, 0);
      if v_opens is null then
        perform howdah.hold_budget(v_windows, v_cents);
      end if;
    end if;
  end if;
  admitted := v_opens is null;
  if not admitted then
    perform nextval('howdah.refused_calls_seq');
    if v_opens != 'infinity' then
      retry_after := greatest(1, ceil(extract(epoch from v_opens - howdah.clock())));
    end if;
    return next;
    return;
  end if;
  if v_rates != '[]' then
    v_rates := howdah.take_rates(v_rates);
  end if;
  if admit_call.is_own or v_rates != '[]' or v_windows != '[]' then
    insert into howdah.reservations (
      tenant_id, id, user_id, model_id, feature, amount_cents, holds, rates, is_own, expires_at
    )
    values (
      admit_call.tenant, admit_call.reservation_id, admit_call.payer, admit_call.model_id, admit_call.feature,
      v_cents, v_windows, v_rates, admit_call.is_own, admit_call.expires_at
    );
  end if;
  return next;
end
$$;
comment on function howdah.admit_call(text, text, integer, text, bigint, bigint, uuid, timestamptz, boolean) is
  'Lets one call in or not: only when all limits and budgets have room is any taken, rate states before budget '
  'windows. reason is calls_off, rate_limit, budget or unpriced, of the limit that opens last; retry_after in whole '
  'seconds, null for never. What is held goes into a reservation, is_own where nothing is held too.';
