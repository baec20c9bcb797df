create or replace function howdah.pause_lane(lane text, until timestamptz default 'infinity', reason text default null)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  update howdah.lanes as l
     set paused_until = pause_lane.until, pause_reason = coalesce(pause_lane.reason, 'paused by hand')
   where l.name = pause_lane.lane;
  if not found then
    raise exception 'there is no such lane' using errcode = 'PT404', hint = 'select lane from howdah.queue_health;';
  end if;
  -- Questions that wait there go to the fallback of their model, where it has one.
  perform howdah.move_to_fallback(array(
    select j.id from howdah.jobs as j
     where j.lane = pause_lane.lane and j.kind = 'chat' and j.state = 'ready'
  ));
  return true;
end
$$;
comment on function howdah.pause_lane(text, timestamptz, text) is
  'Lets nobody claim from a lane until a time, or until resume_lane; questions that wait move to the fallback of their '
  'model. Raises PT404. Example: '
  'select howdah.pause_lane(''openai/gpt-4o-mini/bulk'', now() + interval ''1 hour'').';
