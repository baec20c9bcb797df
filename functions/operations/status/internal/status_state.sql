create or replace function howdah_internal.status_state(status jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_ready bigint;
  v_delayed bigint;
  v_running bigint;
  v_eta numeric;
  v_error jsonb;
  v_notice jsonb;
  v_exhausted jsonb;
  v_state text;
  v_waiting text;
begin
  select coalesce(sum((l ->> 'ready')::bigint), 0), coalesce(sum((l ->> 'delayed')::bigint), 0),
         coalesce(sum((l ->> 'running')::bigint), 0),
         -- Not known while one of them stands still.
         case when bool_and(l ->> 'eta_seconds' is not null) filter (
           where (l ->> 'ready')::bigint + (l ->> 'running')::bigint > 0) then max((l ->> 'eta_seconds')::numeric) end
    into v_ready, v_delayed, v_running, v_eta
    from jsonb_array_elements(status_state.status -> 'lanes') as l;
  select f into v_error
    from jsonb_array_elements(status_state.status -> 'findings') with ordinality as e (f, position)
   where f ->> 'severity' = 'error'
   -- What money stops is said first: nothing but money helps.
   order by f ->> 'code' != 'budget_exhausted', position
   limit 1;
  -- Of warnings only those that somebody has to see to, or waits for.
  select f into v_notice
    from jsonb_array_elements(status_state.status -> 'findings') with ordinality as e (f, position)
   where f ->> 'severity' = 'warning'
     and (f ->> 'code' in ('call_failed', 'local_collection', 'schedules_overdue', 'clock_leapt')
          or f ->> 'code' = 'lane_paused' and v_ready + v_delayed > 0)
   order by position
   limit 1;
  select b into v_exhausted
    from jsonb_path_query(status_state.status, '$.budgets[*] ? (@.is_exhausted == true)') as b
   limit 1;
  v_state := case
    when v_error ->> 'code' = 'budget_exhausted' then 'over budget'
    -- What failed waits for its next try.
    when v_error is not null
      and (v_ready > 0 or v_delayed > 0 and v_error ->> 'subject' like 'lane %') then 'stuck'
    when v_error is not null then 'needs attention'
    -- One user's, say: others go on.
    when v_exhausted is not null then 'over budget'
    when v_ready + v_running > 0 or v_delayed > 0 and v_notice ->> 'subject' like 'lane %' then 'busy'
    when v_notice is not null then 'needs attention'
    else 'idle'
  end;
  v_waiting := case
    when v_ready > 0 then format('%s jobs wait', to_char(v_ready, 'FM999,999,999,990'))
    when v_delayed > 0 then format('%s jobs wait for their time', to_char(v_delayed, 'FM999,999,999,990'))
  end;
  return jsonb_build_object('state', v_state, 'summary', case v_state
    when 'idle' then concat_ws('; ', 'nothing waits', v_waiting)
    when 'busy' then concat_ws('; ', format(
      '%s jobs wait, %s run', to_char(v_ready, 'FM999,999,999,990'), to_char(v_running, 'FM999,999,999,990')),
      'done in about ' || howdah_internal.short_time(v_eta) || ' at this rate',
      howdah_internal.finding_text(v_notice))
    else concat_ws('; ',
      coalesce(howdah_internal.finding_text(case when v_exhausted is null or v_error is not null
          then coalesce(v_error, v_notice) end),
        format('%s of %s cents spent in the %s of %s %s',
          trim_scale(round((v_exhausted ->> 'spent_cents')::numeric, 2)),
          trim_scale((v_exhausted ->> 'limit_cents')::numeric), v_exhausted ->> 'period', v_exhausted ->> 'scope',
          v_exhausted ->> 'subject')), v_waiting)
  end);
end
$$;
comment on function howdah_internal.status_state is
  'What a tired person must see first: over budget, stuck, needs attention, busy or idle, and a sentence why, with '
  'what to do.';
