drop function if exists howdah.admit_call(text, text, integer, text, bigint, bigint, uuid, timestamptz, boolean);
create or replace function howdah.admit_call(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  input_tokens bigint,
  output_tokens bigint,
  reservation_id uuid,
  expires_at timestamptz,
  is_own boolean default false,
  out admitted boolean,
  out reason text,
  out retry_after integer,
  out scope text,
  out unit text,
  out period text
)
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_rates record;
  v_room record;
  v_states jsonb := '[]';
  v_held jsonb := '[]';
  v_windows jsonb := '[]';
  v_cents numeric := 0;
  v_are_off boolean;
  v_has_limits boolean;
  v_has_budgets boolean;
  v_now timestamptz := howdah.clock();
  v_opens timestamptz;
begin
  -- One query; the first column is what calls_are_off says.
  select exists (select from howdah.system_flags as f where f.key = 'llm_calls' and f.value = '"off"'),
         exists (select from howdah.rate_limits as l where l.tenant_id in (admit_call.tenant, '*')),
         exists (select from howdah.budgets as b where b.tenant_id in (admit_call.tenant, '*'))
    into v_are_off, v_has_limits, v_has_budgets;
  if v_are_off then
    reason := 'calls_off';
    v_opens := v_now + interval '60 seconds';
  end if;
  if v_has_limits then
    select r.* into v_rates
      from howdah.rate_room(
        admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.input_tokens,
        admit_call.output_tokens) as r;
    v_states := v_rates.rates;
    v_held := v_rates.held;
    if v_rates.opens_at > coalesce(v_opens, '-infinity') then
      v_opens := v_rates.opens_at;
      reason := 'rate_limit';
      scope := v_rates.scope;
      unit := v_rates.unit;
      period := v_rates.period;
    end if;
  end if;
  if v_has_budgets then
    v_cents := howdah.estimated_cost(
      admit_call.model_id, v_now, admit_call.input_tokens, admit_call.output_tokens);
    v_windows := howdah.applicable_windows(
      admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.feature, v_now);
    if v_cents is null and not jsonb_path_exists(v_windows, '$[*].hard_cents ? (@ != null)') then
      v_cents := 0;
    end if;
  end if;
  -- Before the windows are locked, which is the last thing: all who share a budget wait for its row.
  if v_opens is null and v_cents is not null
     and (admit_call.is_own or v_held != '[]' or v_windows != '[]') then
    insert into howdah.reservations (
      tenant_id, id, user_id, model_id, feature, amount_cents, holds, rates, is_own, expires_at, created_at
    )
    values (
      admit_call.tenant, admit_call.reservation_id, admit_call.payer, admit_call.model_id, admit_call.feature,
      v_cents, v_windows, v_held, admit_call.is_own, admit_call.expires_at, v_now
    );
  end if;
  if v_windows != '[]'
     and not (v_opens is null and v_cents is not null and howdah.take_windows(v_windows, v_cents)) then
    -- Something refuses, and this says what; or the windows are new.
    select b.* into v_room
      from howdah.budget_room(
        admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.feature, coalesce(v_cents, 0)) as b;
    if v_cents is null then
      v_room.opens_at := 'infinity';
    end if;
    if v_room.opens_at > coalesce(v_opens, '-infinity') then
      if v_opens is null and v_cents is not null then
        delete from howdah.reservations as r
         where r.tenant_id = admit_call.tenant and r.id = admit_call.reservation_id;
      end if;
      v_opens := v_room.opens_at;
      reason := case when v_cents is null then 'unpriced' else 'budget' end;
      scope := v_room.scope;
      unit := 'cents';
      period := v_room.period;
    elsif v_opens is null then
      perform howdah.hold_budget(v_windows, v_cents);
    end if;
  end if;
  admitted := v_opens is null;
  if admitted then
    if v_states != '[]' then
      perform howdah.take_rates(v_states);
    end if;
  else
    perform nextval('howdah.refused_calls_seq');
    if v_opens != 'infinity' then
      retry_after := greatest(1, ceil(extract(epoch from v_opens - howdah.clock())));
    end if;
  end if;
end
$$;
comment on function howdah.admit_call(text, text, integer, text, bigint, bigint, uuid, timestamptz, boolean) is
  'Lets one call in or not: only when all limits and budgets have room is any taken, rate states before budget '
  'windows. reason is calls_off, rate_limit, budget or unpriced, of the limit that opens last; retry_after in whole '
  'seconds, null for never. What is held goes into a reservation, is_own where nothing is held too.';
