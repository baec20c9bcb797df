create or replace function howdah.scan_lane(lane text)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_job record;
  v_tenant text := '';
  v_priority integer := -32768;
  v_changed integer := 0;
begin
  update howdah.lanes as l
     set scanned_at = howdah.clock()
   where l.name = (select w.name from howdah.lanes as w where w.name = scan_lane.lane for no key update skip locked);
  if not found then
    return 0;
  end if;
  -- From the first job of one tenant and priority to the first of the next, however long the backlog.
  loop
    select j.tenant_id, j.priority, j.run_after into v_job
      from howdah.jobs as j
     where j.lane = scan_lane.lane and j.state = 'ready' and (j.tenant_id, j.priority) > (v_tenant, v_priority)
     order by j.lane, j.tenant_id, j.priority, j.run_after, j.id
     limit 1;
    exit when not found;
    v_tenant := v_job.tenant_id;
    v_priority := v_job.priority;
    if not exists (
      select from howdah.queue_heads as h
       where h.lane = scan_lane.lane and h.tenant_id = v_tenant and h.priority = v_priority
         and h.run_after <= v_job.run_after
    ) then
      perform howdah.note_head(scan_lane.lane, v_tenant, v_priority, v_job.run_after);
      v_changed := v_changed + 1;
    end if;
  end loop;
  return v_changed;
end
$$;
comment on function howdah.scan_lane(text) is
  'Finds jobs below their heads (of transactions that committed late, or after a clock was set back) and moves the heads '
  'back; returns how many heads changed.';
