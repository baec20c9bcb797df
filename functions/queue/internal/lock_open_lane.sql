create or replace function howdah_internal.lock_open_lane(lane text, is_waited_for boolean default true)
  returns howdah.lanes
  language plpgsql
  volatile
as $$
declare
  v_now timestamptz := howdah.clock();
  v_lane howdah.lanes;
begin
  select l.* into v_lane from howdah.lanes as l where l.name = lock_open_lane.lane;
  -- One claim after the other where they must see each other: for a limit, or not to buy a text twice.
  if v_lane.model_id is not null or v_lane.max_running is not null
     or v_lane.requests_per_minute is not null or v_lane.tokens_per_minute is not null then
    if lock_open_lane.is_waited_for then
      select l.* into v_lane from howdah.lanes as l where l.name = lock_open_lane.lane for no key update;
    else
      -- The claim holds another lane: two that wait for each other's would deadlock.
      select l.* into v_lane from howdah.lanes as l where l.name = lock_open_lane.lane for no key update skip locked;
      if not found then
        return null;
      end if;
    end if;
  end if;
  if v_lane.paused_until > v_now
     -- Bursts of six seconds' worth, at least one request.
     or v_lane.requests_at > v_now + greatest(
          interval '0', interval '6 seconds' - interval '1 minute' / v_lane.requests_per_minute)
     or v_lane.tokens_at > v_now + interval '6 seconds' and v_lane.tokens_per_minute is not null
     or v_lane.max_running <= (
          select count(distinct j.token)
            from howdah_internal.jobs as j
           where j.lane = v_lane.name and j.state = 'running'
        ) then
    return null;
  end if;
  return v_lane;
end
$$;
comment on function howdah_internal.lock_open_lane is
  'The lane when a claim may take from it now: not paused, not full, and its buckets of requests and tokens not '
  'empty; null otherwise.';
