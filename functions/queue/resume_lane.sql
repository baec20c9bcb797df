create or replace function howdah.resume_lane(lane text)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  update howdah.lanes as l
     set paused_until = null, pause_reason = null
   where l.name = resume_lane.lane;
  if not found then
    raise exception 'there is no such lane' using errcode = 'PT404', hint = 'select lane from howdah.queue_health;';
  end if;
  perform howdah_internal.notify_workers(resume_lane.lane);
  return true;
end
$$;
comment on function howdah.resume_lane is
  'Ends a lane''s pause. Raises PT404. Example: select howdah.resume_lane(''reports'').';
grant execute on function howdah.resume_lane to howdah_admin;
