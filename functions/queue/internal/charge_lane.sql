create or replace function howdah_internal.charge_lane(lane text, job_ids bigint[], request_count integer default 1)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_now timestamptz := howdah.clock();
begin
  update howdah.lanes as l
     set requests_at = greatest(l.requests_at, v_now)
           + charge_lane.request_count * interval '1 minute' / l.requests_per_minute,
         tokens_at = greatest(l.tokens_at, v_now) + make_interval(secs => (
           select sum(j.estimated_tokens) from howdah_internal.jobs as j where j.id = any (charge_lane.job_ids)
         ) * 60.0 / l.tokens_per_minute)
   where l.name = charge_lane.lane
     and (l.requests_per_minute is not null or l.tokens_per_minute is not null);
end
$$;
comment on function howdah_internal.charge_lane is
  'Takes requests and the estimated tokens of jobs from a lane''s buckets, as GCRA does: it moves the time when they '
  'are full again.';
