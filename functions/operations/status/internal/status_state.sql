create or replace function howdah_internal.status_state(status jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_ready bigint;
  v_running bigint;
  v_eta numeric;
  v_error jsonb;
  v_exhausted jsonb;
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
   -- What money stops is said first: nothing but money helps.
   order by f ->> 'code' != 'budget_exhausted', position
   limit 1;
  select b into v_exhausted
    from jsonb_path_query(status_state.status, '$.budgets[*] ? (@.is_exhausted == true)') as b
   limit 1;
  v_state := case
    when v_error ->> 'code' = 'budget_exhausted' then 'over budget'
    when v_error is not null and v_ready > 0 then 'stuck'
    when v_error is not null then 'needs attention'
    -- One user's, say: others go on.
    when v_exhausted is not null then 'over budget'
    when v_ready + v_running > 0 then 'busy'
    else 'idle'
  end;
  return jsonb_build_object('state', v_state, 'summary', case v_state
    when 'idle' then 'nothing waits'
    when 'busy' then format(
      '%s jobs wait, %s run', to_char(v_ready, 'FM999,999,999,990'), to_char(v_running, 'FM999,999,999,990'))
      || coalesce('; done in about ' || howdah_internal.short_time(v_eta) || ' at this rate', '')
    else concat_ws('; ', coalesce(v_error ->> 'subject' || ': ' || (v_error ->> 'finding'),
        format('%s of %s cents spent in the %s of %s %s',
          trim_scale(round((v_exhausted ->> 'spent_cents')::numeric, 2)),
          trim_scale((v_exhausted ->> 'limit_cents')::numeric), v_exhausted ->> 'period', v_exhausted ->> 'scope',
          v_exhausted ->> 'subject')),
      case when v_ready > 0 then format('%s jobs wait', to_char(v_ready, 'FM999,999,999,990')) end)
  end);
end
$$;
comment on function howdah_internal.status_state is
  'What a tired person must see first: over budget, stuck, needs attention, busy or idle, and a sentence why.';
