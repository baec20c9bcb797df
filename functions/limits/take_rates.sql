create or replace function howdah.take_rates(rates jsonb)
  returns jsonb
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_rate record;
  v_held jsonb := '[]';
begin
  for v_rate in
    select k.*
      from jsonb_to_recordset(take_rates.rates) as k (
        tenant_id text, rate_limit_id bigint, subject text, level numeric, level_at timestamptz,
        window_starts_at timestamptz, used bigint, reserved bigint, unit text, cost bigint
      )
  loop
    update howdah.rate_state as s
       set level = v_rate.level, level_at = v_rate.level_at, window_starts_at = v_rate.window_starts_at,
           used = v_rate.used, reserved = v_rate.reserved
     where s.tenant_id = v_rate.tenant_id and s.rate_limit_id = v_rate.rate_limit_id and s.subject = v_rate.subject;
    if v_rate.unit != 'requests' then
      v_held := v_held || jsonb_build_object(
        'tenant_id', v_rate.tenant_id, 'rate_limit_id', v_rate.rate_limit_id, 'subject', v_rate.subject,
        'window_starts_at', v_rate.window_starts_at, 'unit', v_rate.unit, 'cost', v_rate.cost);
    end if;
  end loop;
  return v_held;
end
$$;
comment on function howdah.take_rates(jsonb) is
  'Writes the locked states that rate_room returned, and returns what settling corrects or gives back: tokens and '
  'slots.';
