drop function if exists howdah_internal.admit_call(text, text, integer, text, int8, int8, uuid, timestamptz, boolean);
create or replace function howdah_internal.admit_call(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  input_tokens bigint,
  output_tokens bigint,
  reservation_id uuid,
  expires_at timestamptz,
  is_own boolean default false,
  replaced howdah_internal.reservations default null,
  request_count integer default 1,
  slot_count integer default null,
  out admitted boolean,
  out reason text,
  out retry_after integer,
  out scope text,
  out unit text,
  out period text
)
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_rates record;
  v_spends record;
  v_room record;
  v_held howdah_internal.held_rate[] := '{}';
  v_budgets howdah_internal.applicable_budget[] := '{}';
  v_cents numeric := 0;
  v_slots integer := coalesce(admit_call.slot_count, admit_call.request_count);
  v_are_off boolean;
  v_has_limits boolean;
  v_has_budgets boolean;
  v_now timestamptz := howdah.clock();
  v_opens timestamptz;
begin
  -- One query; the first column is what calls_are_off says.
  select exists (select from howdah.system_flags as f where f.key = 'llm_calls' and f.value = 'off'),
         exists (select from howdah.rate_limits as l where l.tenant_id in (admit_call.tenant, '*')),
         exists (select from howdah.budgets as b where b.tenant_id in (admit_call.tenant, '*'))
    into v_are_off, v_has_limits, v_has_budgets;
  if v_are_off then
    reason := 'calls_off';
    v_opens := v_now + interval '60 seconds';
  end if;
  if admit_call.replaced.id is not null then
    v_slots := greatest(v_slots, howdah_internal.replace_hold(
      admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.feature, admit_call.replaced, v_now
    )::integer);
  end if;
  if v_has_limits then
    v_rates := howdah_internal.rate_room(
      admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.input_tokens, admit_call.output_tokens,
      admit_call.request_count, v_slots);
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
    v_spends := howdah_internal.call_budgets(
      admit_call.tenant, admit_call.payer, admit_call.model_id, admit_call.feature, v_now, admit_call.input_tokens,
      admit_call.output_tokens);
    v_budgets := v_spends.budgets;
    v_cents := v_spends.cents;
  end if;
  -- Before the windows are locked, which is the last thing: all who share a budget wait for its row.
  if v_opens is null and v_cents is not null and (admit_call.is_own or v_held != '{}' or v_budgets != '{}') then
    insert into howdah_internal.reservations (
      tenant_id, id, user_id, model_id, feature, input_tokens, output_tokens, amount_cents, holds, rates, is_own,
      expires_at, created_at
    )
    values (
      admit_call.tenant, admit_call.reservation_id, admit_call.payer, admit_call.model_id, admit_call.feature,
      admit_call.input_tokens, admit_call.output_tokens, v_cents, v_budgets, v_held, admit_call.is_own,
      admit_call.expires_at, v_now
    );
  end if;
  if v_budgets != '{}'
     and not (v_opens is null and v_cents is not null and howdah_internal.hold_budget(v_budgets, v_cents, true)) then
    -- Something refuses, and this says what; or a window is new.
    v_room := howdah_internal.budget_room(v_budgets, coalesce(v_cents, 0));
    if v_cents is null then
      v_room.opens_at := 'infinity';
    end if;
    if v_room.opens_at > coalesce(v_opens, '-infinity') then
      if v_opens is null and v_cents is not null then
        delete from howdah_internal.reservations as r
         where r.tenant_id = admit_call.tenant and r.id = admit_call.reservation_id;
      end if;
      v_opens := v_room.opens_at;
      reason := case when v_cents is null then 'unpriced' else 'budget' end;
      scope := v_room.scope;
      unit := 'cents';
      period := v_room.period;
    elsif v_opens is null then
      perform howdah_internal.hold_budget(v_budgets, v_cents);
    end if;
  end if;
  admitted := v_opens is null;
  if not admitted then
    perform nextval('howdah.refused_calls_seq');
    retry_after := case
      when v_opens != 'infinity' then greatest(1, ceil(extract(epoch from v_opens - howdah.clock()))) end;
  elsif v_has_limits then
    perform howdah_internal.hold_rates(v_rates.states);
  end if;
end
$$;
comment on function howdah_internal.admit_call is
  'Lets one call in, where all limits and budgets have room, and keeps what it holds as a reservation; or says why, of '
  'the limit that opens last, and retry_after in seconds (null: never). What replaced held (the caller has deleted it) '
  'is given back first. request_count 0: counted already; slot_count: of concurrent calls, null as requests.';
