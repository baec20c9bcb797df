create or replace function howdah.move_head(
  lane text,
  tenant text,
  priority integer,
  first_run_after timestamptz,
  last_run_after timestamptz
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_now timestamptz := howdah.clock();
  v_head howdah.queue_heads;
begin
  -- Rarely, and never waiting for another claim: a head that lags only costs a few pages more.
  select h.* into v_head
    from howdah.queue_heads as h
   where h.lane = move_head.lane and h.tenant_id = move_head.tenant and h.priority = move_head.priority
     and h.moved_at not between v_now - interval '10 milliseconds' and v_now
   order by h.run_after
   limit 1
     for update skip locked;
  if not found then
    return;
  end if;
  if move_head.first_run_after is null then
    -- Kept for a while: a tenant that chats comes back.
    if v_head.moved_at not between v_now - interval '10 seconds' and v_now and not exists (
      select from howdah.jobs as j
       where j.lane = move_head.lane and j.tenant_id = move_head.tenant and j.priority = move_head.priority
         and j.state = 'ready'
    ) then
      delete from howdah.queue_heads as h
       where h.id in (
         select w.id from howdah.queue_heads as w
          where w.lane = move_head.lane and w.tenant_id = move_head.tenant and w.priority = move_head.priority
            for update skip locked
       );
    end if;
    return;
  end if;
  -- A transaction that was open at the last move may have brought older jobs: the head waits for its end, but not
  -- long, or claims would walk over all that is done meanwhile (scan_lane finds what comes later).
  if v_head.next_run_after is null or move_head.first_run_after >= v_head.next_run_after and (
    pg_snapshot_xmin(pg_current_snapshot()) >= v_head.next_xid or v_head.moved_at < v_now - interval '250 milliseconds'
  ) then
    update howdah.queue_heads as h
       set run_after = coalesce(v_head.next_run_after, h.run_after),
           next_run_after = move_head.last_run_after,
           next_xid = pg_snapshot_xmax(pg_current_snapshot()),
           moved_at = v_now
     where h.id = v_head.id;
  end if;
end
$$;
comment on function howdah.move_head(text, text, integer, timestamptz, timestamptz) is
  'After a claim found jobs of these times from the head on (null: none), moves the head up behind what is certainly claimed.';
