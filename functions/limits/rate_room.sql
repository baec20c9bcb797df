create or replace function howdah.rate_room(
  tenant text,
  payer text,
  model_id integer,
  input_tokens bigint,
  output_tokens bigint
)
  returns table (rates jsonb, held jsonb, opens_at timestamptz, scope text, unit text, period text)
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_limit record;
  v_state howdah.rate_state;
  v_now timestamptz;
  v_cost bigint;
  v_opens timestamptz;
begin
  rates := '[]';
  held := '[]';
  -- Always in this order, so that calls that share limits never deadlock.
  for v_limit in
    select a.*, howdah.period_seconds(a.period) as seconds
      from howdah.applicable_limits(rate_room.tenant, rate_room.payer, rate_room.model_id, howdah.clock()) as a
     order by a.tenant_id, a.rate_limit_id, a.subject
  loop
    v_cost := case v_limit.unit
      when 'input_tokens' then rate_room.input_tokens
      when 'output_tokens' then rate_room.output_tokens
      else 1
    end;
    loop
      select s.* into v_state
        from howdah.rate_state as s
       where s.tenant_id = v_limit.tenant_id and s.rate_limit_id = v_limit.rate_limit_id and s.subject = v_limit.subject
         for no key update;
      exit when found;
      insert into howdah.rate_state (tenant_id, rate_limit_id, subject)
      values (v_limit.tenant_id, v_limit.rate_limit_id, v_limit.subject)
      on conflict do nothing;
    end loop;
    -- Read under the lock, so that it never goes back.
    v_now := howdah.clock();
    if v_limit.seconds is not null then
      v_state.level := howdah.bucket_level(v_state.level, v_state.level_at, v_limit.limit_value, v_now)
        + v_cost * v_limit.seconds;
      v_state.level_at := greatest(v_state.level_at, v_now);
      v_opens := case
        when v_cost > v_limit.burst or v_limit.limit_value = 0 then 'infinity'
        when v_state.level > v_limit.burst * v_limit.seconds then
          v_now + make_interval(
            secs => least(1e9, ceil((v_state.level - v_limit.burst * v_limit.seconds) / v_limit.limit_value))::float8)
      end;
    else
      if v_limit.starts_at > coalesce(v_state.window_starts_at, '-infinity') then
        v_state.window_starts_at := v_limit.starts_at;
        v_state.used := 0;
        v_state.reserved := 0;
      end if;
      v_opens := case
        when v_cost > v_limit.limit_value or v_limit.limit_value = 0 then 'infinity'
        when v_state.used + v_cost > v_limit.limit_value then v_limit.ends_at
        when v_state.used + v_state.reserved + v_cost > v_limit.limit_value
             + howdah.expired_rate(v_limit.tenant_id, v_limit.rate_limit_id, v_limit.subject, v_state.window_starts_at)
          -- Calls on their way stand in the way; when they end nobody knows.
          then v_now + interval '1 second'
      end;
      if v_limit.unit = 'requests' then
        v_state.used := v_state.used + v_cost;
      else
        v_state.reserved := v_state.reserved + v_cost;
      end if;
    end if;
    if v_opens is not null then
      update howdah.rate_state as s
         set refused_count = s.refused_count + 1, refused_at = v_now
       where s.tenant_id = v_limit.tenant_id and s.rate_limit_id = v_limit.rate_limit_id
         and s.subject = v_limit.subject;
      if v_opens > coalesce(opens_at, '-infinity') then
        opens_at := v_opens;
        scope := v_limit.scope;
        unit := v_limit.unit;
        period := v_limit.period;
      end if;
    end if;
    rates := rates || to_jsonb(v_state);
    if v_limit.unit != 'requests' then
      held := held || jsonb_build_object(
        'tenant_id', v_limit.tenant_id, 'rate_limit_id', v_limit.rate_limit_id, 'subject', v_limit.subject,
        'window_starts_at', v_state.window_starts_at, 'unit', v_limit.unit, 'cost', v_cost);
    end if;
  end loop;
  return next;
end
$$;
comment on function howdah.rate_room(text, text, integer, bigint, bigint) is
  'Locks the states of all rate limits of a call and returns each as it will be when the call is let in, and what '
  'settling corrects or gives back (held: tokens and slots). opens_at, when one of them has no room now, is when all '
  'have it (infinity: never), with what that one limits. Counts the refusal.';
