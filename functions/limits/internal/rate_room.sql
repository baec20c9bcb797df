drop function if exists howdah_internal.rate_room(text, text, integer, bigint, bigint);
create or replace function howdah_internal.rate_room(
  tenant text,
  payer text,
  model_id integer,
  input_tokens bigint,
  output_tokens bigint,
  request_count integer default 1,
  slot_count integer default 1,
  out states howdah_internal.rate_state[],
  out held howdah_internal.held_rate[],
  out opens_at timestamptz,
  out scope text,
  out unit text,
  out period text
)
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_limit record;
  v_state howdah_internal.rate_state;
  v_now timestamptz;
  v_cost bigint;
  v_excess bigint;
  v_opens timestamptz;
begin
  states := '{}';
  held := '{}';
  -- Always in this order, so that calls that share limits never deadlock.
  for v_limit in
    select a.*, howdah_internal.period_seconds(a.period) as seconds
      from howdah_internal.applicable_limits(rate_room.tenant, rate_room.payer, rate_room.model_id, howdah.clock()) as a
     order by a.tenant_id, a.rate_limit_id, a.subject
  loop
    v_cost := case v_limit.unit
      when 'input_tokens' then rate_room.input_tokens
      when 'output_tokens' then rate_room.output_tokens
      when 'concurrent' then rate_room.slot_count
      else rate_room.request_count
    end;
    -- What belongs to a request that is in already meets only limits that block.
    continue when v_cost = 0 and v_limit.unit in ('requests', 'concurrent') and v_limit.limit_value > 0;
    loop
      select s.* into v_state
        from howdah_internal.rate_state as s
       where s.tenant_id = v_limit.tenant_id and s.rate_limit_id = v_limit.rate_limit_id and s.subject = v_limit.subject
         for no key update;
      exit when found;
      insert into howdah_internal.rate_state (tenant_id, rate_limit_id, subject)
      values (v_limit.tenant_id, v_limit.rate_limit_id, v_limit.subject)
      on conflict do nothing;
    end loop;
    v_now := howdah.clock(); -- under the lock, so that it never goes back
    if v_limit.seconds is not null then
      v_state.level := howdah_internal.bucket_level(v_state.level, v_state.level_at, v_limit.limit_value, v_now)
        + v_cost * v_limit.seconds;
      -- Not that of a clock that was ahead: it would never run out.
      v_state.level_at := greatest(
        v_now, case when v_state.level_at < v_now + interval '1 minute' then v_state.level_at end);
      v_opens := case
        when v_cost > v_limit.burst or v_limit.limit_value = 0 then 'infinity'
        when v_state.level > v_limit.burst * v_limit.seconds then
          v_now + make_interval(
            secs => least(1e9, ceil((v_state.level - v_limit.burst * v_limit.seconds) / v_limit.limit_value))::float8)
      end;
    else
      if v_limit.starts_at > coalesce(v_state.window_starts_at, '-infinity') or v_state.window_starts_at > v_now then
        v_state.window_starts_at := v_limit.starts_at;
        v_state.used := 0;
        v_state.reserved := 0;
      end if;
      v_opens := case
        when v_cost > v_limit.limit_value or v_limit.limit_value = 0 then 'infinity'
        when v_state.used + v_cost > v_limit.limit_value then v_limit.ends_at
      end;
      v_excess := v_state.used + v_state.reserved + v_cost - v_limit.limit_value;
      if v_opens is null and v_excess > 0 then
        -- What has expired holds nothing, also before expire_reservations has given it back.
        v_excess := v_excess - (
          select coalesce(sum(h.cost), 0)
            from howdah_internal.reservations as r
           cross join unnest(r.rates) as h
           where r.status = 'held' and r.expires_at <= howdah.clock()
             and h.tenant_id = v_limit.tenant_id and h.rate_limit_id = v_limit.rate_limit_id
             and h.subject = v_limit.subject and h.window_starts_at is not distinct from v_state.window_starts_at
        );
        -- Calls on their way stand in the way; when they end nobody knows.
        v_opens := case when v_excess > 0 then v_now + interval '1 second' end;
      end if;
      if v_limit.unit = 'requests' then
        v_state.used := v_state.used + v_cost;
      else
        v_state.reserved := v_state.reserved + v_cost;
      end if;
    end if;
    if v_opens is not null then
      update howdah_internal.rate_state as s
         set refused_count = s.refused_count + 1, refused_at = v_now, level_at = least(s.level_at, v_now)
       where s.tenant_id = v_limit.tenant_id and s.rate_limit_id = v_limit.rate_limit_id
         and s.subject = v_limit.subject;
      if v_opens > coalesce(opens_at, '-infinity') then
        opens_at := v_opens;
        scope := v_limit.scope;
        unit := v_limit.unit;
        period := v_limit.period;
      end if;
    end if;
    states := states || v_state;
    if v_limit.unit != 'requests' then
      held := held || row(v_limit.tenant_id, v_limit.rate_limit_id, v_limit.subject, v_state.window_starts_at,
        v_limit.unit, v_cost)::howdah_internal.held_rate;
    end if;
  end loop;
end
$$;
comment on function howdah_internal.rate_room is
  'Locks the states of a call''s rate limits and returns each as hold_rates is to write it, and what is held in them. '
  'opens_at, when one has no room now, is when all have it (infinity: never), and the refusal is counted.';
