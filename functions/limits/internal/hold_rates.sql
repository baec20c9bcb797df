create or replace function howdah_internal.hold_rates(states howdah_internal.rate_state[])
  returns void
  language plpgsql
  volatile
as $$
declare
  v_state howdah_internal.rate_state;
begin
  foreach v_state in array hold_rates.states loop
    update howdah_internal.rate_state as s
       set level = v_state.level, level_at = v_state.level_at, window_starts_at = v_state.window_starts_at,
           used = v_state.used, reserved = v_state.reserved
     where s.tenant_id = v_state.tenant_id and s.rate_limit_id = v_state.rate_limit_id and s.subject = v_state.subject;
  end loop;
end
$$;
comment on function howdah_internal.hold_rates is
  'Takes a call''s share of rate limits: writes the locked states as rate_room returned them.';
