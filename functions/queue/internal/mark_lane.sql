create or replace function howdah_internal.mark_lane(
  lane howdah.lanes,
  action text,
  error_code text,
  retry_after_ms integer,
  called_at timestamptz
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_lane howdah.lanes;
  v_count integer;
  v_seconds numeric;
  v_pause timestamptz;
  v_is_failure boolean := mark_lane.action in ('transient', 'refused');
begin
  -- Of all tenants' own calls: what one application calls its failure is nobody else's matter.
  if (mark_lane.lane).class = 'caller' then
    return;
  end if;
  -- Locked already, before any money, by whoever tells of the failure.
  select l.* into v_lane from howdah.lanes as l where l.name = (mark_lane.lane).name for no key update;
  v_count := v_lane.refusal_count;
  if mark_lane.action = 'pause' then
    -- Calls that were under way together meet one and the same limit.
    if mark_lane.called_at > v_lane.refused_at is not false then
      v_count := least(v_count + 1, 20);
    end if;
    v_seconds := greatest(
      case when mark_lane.retry_after_ms > 0 then least(86400, mark_lane.retry_after_ms / 1000.0) end,
      least(300, case when mark_lane.retry_after_ms is null then 5 else 1 end
        * 2.0 ^ (greatest(v_count, 1) - 1)));
  elsif mark_lane.action = 'refused' and v_lane.class = 'bulk' then
    v_seconds := greatest(1, least(86400, coalesce(mark_lane.retry_after_ms / 1000.0, 30)));
  end if;
  -- A tenth of jitter, at most a second, so that workers do not return as one.
  v_pause := v_now + make_interval(secs => (v_seconds + random() * least(v_seconds / 10, 1))::double precision);
  -- No attempt is counted by a pause, and a longer one that is there already stays.
  update howdah.lanes as l
     set last_error_code = mark_lane.error_code,
         last_error_at = v_now,
         pause_reason = case
           when v_pause > coalesce(l.paused_until, '-infinity') then mark_lane.error_code
           else l.pause_reason
         end,
         paused_until = greatest(l.paused_until, v_pause),
         refusal_count = v_count,
         failure_count = l.failure_count + v_is_failure::integer,
         failing_since = coalesce(
           l.failing_since, case when v_is_failure then coalesce(mark_lane.called_at, v_now) end),
         refused_at = case when mark_lane.action = 'pause' then v_now else l.refused_at end
   where l.name = v_lane.name;
end
$$;
comment on function howdah_internal.mark_lane is
  'Notes a failure in its lane, with how many there were in a row, and has a rate limit pause it: as long as the '
  'provider asks for, a second at least, and twice as long for each further refusal in a row, up to 5 minutes.';
