create or replace function howdah_internal.scan_lanes(lane text default null)
  returns integer
  language plpgsql
  volatile
as $$
declare
  v_lane text;
  v_job record;
  v_tenant text;
  v_priority integer;
  v_changed integer := 0;
begin
  for v_lane in
    update howdah.lanes as l
       set scanned_at = howdah.clock()
     where l.name in (
       select w.name from howdah.lanes as w
        where w.name = scan_lanes.lane
           or scan_lanes.lane is null
              and coalesce(w.scanned_at not between howdah.clock() - interval '4 seconds' and howdah.clock(), true)
              and exists (select from howdah_internal.jobs as j where j.lane = w.name and j.state = 'ready')
        order by w.name
          for no key update skip locked
     )
    returning l.name
  loop
    v_tenant := '';
    v_priority := -32768;
    -- From the first job of one tenant and priority to the first of the next, however long the backlog.
    loop
      select j.tenant_id, j.priority, j.run_after into v_job
        from howdah_internal.jobs as j
       where j.lane = v_lane and j.state = 'ready' and (j.tenant_id, j.priority) > (v_tenant, v_priority)
       order by j.lane, j.tenant_id, j.priority, j.run_after, j.id
       limit 1;
      exit when not found;
      v_tenant := v_job.tenant_id;
      v_priority := v_job.priority;
      if howdah_internal.lower_head(v_lane, v_tenant, v_priority, v_job.run_after) then
        v_changed := v_changed + 1;
      end if;
    end loop;
  end loop;
  return v_changed;
end
$$;
comment on function howdah_internal.scan_lanes is
  'Finds jobs below their heads (of transactions that committed late, or after a clock was set back) and lowers the '
  'heads, in one lane or in all that were not scanned just now; returns how many heads changed.';
