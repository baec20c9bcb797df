create or replace function howdah.status_lanes()
  returns jsonb
  language plpgsql
  stable
  security definer -- counts over every tenant
  set search_path from current
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
             'lane', q.lane, 'class', q.class, 'ready', q.ready_count, 'delayed', q.delayed_count,
             'running', q.running_count, 'dead', q.dead_count,
             'oldest_seconds', floor(extract(epoch from q.oldest_age)), 'per_minute', round(q.done_per_minute, 1),
             'eta_seconds', ceil(extract(epoch from q.eta)), 'paused_until', q.paused_until,
             'pause_reason', q.pause_reason
           ) order by q.ready_count + q.delayed_count + q.running_count + q.dead_count desc, q.lane)
      from howdah.queue_health as q
     where q.ready_count + q.delayed_count + q.running_count + q.dead_count > 0 or q.done_per_minute > 0
        or q.paused_until is not null
  ), '[]');
end
$$;
comment on function howdah.status_lanes() is 'Lanes that have jobs, had some just now, or are paused; the fullest first.';
