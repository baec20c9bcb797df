create or replace function howdah.take_rates(rates jsonb)
  returns void
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_rate howdah.rate_state;
begin
  for i in 0 .. jsonb_array_length(take_rates.rates) - 1 loop
    v_rate := jsonb_populate_record(null::howdah.rate_state, take_rates.rates -> i);
    update howdah.rate_state as s
       set level = v_rate.level, level_at = v_rate.level_at, window_starts_at = v_rate.window_starts_at,
           used = v_rate.used, reserved = v_rate.reserved
     where s.tenant_id = v_rate.tenant_id and s.rate_limit_id = v_rate.rate_limit_id and s.subject = v_rate.subject;
  end loop;
end
$$;
comment on function howdah.take_rates(jsonb) is 'Writes the locked states as rate_room returned them.';
