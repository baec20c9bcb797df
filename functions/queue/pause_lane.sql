create or replace function howdah.pause_lane(lane text, until timestamptz default 'infinity', reason text default null)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_until timestamptz := coalesce(pause_lane.until, 'infinity');
  -- Jobs before their lane, as everybody; one that is locked is being claimed.
  v_waiting bigint[] := array(
    select j.id from howdah_internal.jobs as j
     where j.lane = pause_lane.lane and j.state = 'ready'
     order by j.id
       for update skip locked
  );
begin
  update howdah.lanes as l
     set paused_until = v_until, pause_reason = coalesce(pause_lane.reason, 'paused by hand')
   where l.name = pause_lane.lane;
  if not found then
    raise exception 'there is no such lane' using errcode = 'PT404', hint = 'select lane from howdah.queue_health;';
  end if;
  perform howdah_internal.leave_jobs(v_waiting, 'paused');
  return true;
end
$$;
comment on function howdah.pause_lane is
  'Lets nobody claim from a lane until a time, or until resume_lane; questions that wait move to the fallback of their '
  'model. Raises PT404. Example: select howdah.pause_lane(''openai/gpt-4o-mini/bulk'', now() + interval ''1 hour'').';
grant execute on function howdah.pause_lane to howdah_admin;
