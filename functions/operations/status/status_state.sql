create or replace function howdah.status_state(status jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_ready bigint;
  v_running bigint;
  v_eta numeric;
  v_error jsonb;
  v_state text;
begin
  select coalesce(sum((l ->> 'ready')::bigint), 0), coalesce(sum((l ->> 'running')::bigint), 0),
         -- Not known while one of them stands still.
         case when bool_and(l ->> 'eta_seconds' is not null) filter (
           where (l ->> 'ready')::bigint + (l ->> 'running')::bigint > 0) then max((l ->> 'eta_seconds')::numeric) end
    into v_ready, v_running, v_eta
    from jsonb_array_elements(status_state.status -> 'lanes') as l;
  select f into v_error
    from jsonb_array_elements(status_state.status -> 'findings') with ordinality as e (f, position)
   where f ->> 'severity' = 'error'
   order by position
   limit 1;
  v_state := case
    when v_error ->> 'finding' like 'budget exhausted%' or jsonb_path_exists(
      status_state.status, '$.budgets[*] ? (@.is_exhausted == true)') then 'over budget'
    when v_error is not null and v_ready > 0 then 'stuck'
    when v_error is not null then 'needs attention'
    when v_ready + v_running > 0 then 'busy'
    else 'idle'
  end;
  return jsonb_build_object('state', v_state, 'summary', case v_state
    when 'idle' then 'nothing waits'
    when 'busy' then format('%s jobs wait, %s run', to_char(v_ready, 'FM999,999,999,990'), to_char(v_running, 'FM999,999,999,990'))
      || coalesce('; done in about ' || howdah.short_time(v_eta) || ' at this rate', '')
    else concat_ws('; ', v_error ->> 'subject' || ': ' || (v_error ->> 'finding'),
      case when v_ready > 0 then format('%s jobs wait', to_char(v_ready, 'FM999,999,999,990')) end)
  end);
end
$$;
comment on function howdah.status_state(jsonb) is
  'What a tired person must see first: over budget, stuck, needs attention, busy or idle, and a sentence why.';
