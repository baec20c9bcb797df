create or replace function howdah.charge_lane(lane text, tokens bigint)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_now timestamptz := howdah.clock();
begin
  update howdah.lanes as l
     set requests_at = greatest(l.requests_at, v_now) + interval '1 minute' / l.requests_per_minute,
         tokens_at = greatest(l.tokens_at, v_now)
           + make_interval(secs => charge_lane.tokens * 60.0 / l.tokens_per_minute)
   where l.name = charge_lane.lane
     and (l.requests_per_minute is not null or l.tokens_per_minute is not null);
end
$$;
comment on function howdah.charge_lane(text, bigint) is
  'Takes one request and its estimated tokens from a lane''s buckets, as GCRA does: it moves the time when they are full '
  'again.';
