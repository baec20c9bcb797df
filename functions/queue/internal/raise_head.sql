create or replace function howdah_internal.raise_head(
  lane text,
  tenant text,
  priority integer,
  first_run_after timestamptz,
  last_run_after timestamptz
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_now timestamptz := howdah.clock();
  v_head howdah_internal.queue_heads;
begin
  -- Rarely, and never waiting for another claim: a head that lags only costs a few pages more.
  select h.* into v_head
    from howdah_internal.queue_heads as h
   where h.lane = raise_head.lane and h.tenant_id = raise_head.tenant and h.priority = raise_head.priority
     and h.moved_at not between v_now - interval '10 milliseconds' and v_now
   order by h.run_after
   limit 1
     for update skip locked;
  if not found then
    return;
  end if;
  if raise_head.first_run_after is null then
    -- Kept for a while: a tenant that chats comes back.
    if v_head.moved_at not between v_now - interval '10 seconds' and v_now and not exists (
      select from howdah_internal.jobs as j
       where j.lane = raise_head.lane and j.tenant_id = raise_head.tenant and j.priority = raise_head.priority
         and j.state = 'ready'
    ) then
      delete from howdah_internal.queue_heads as h
       where h.id in (
         select w.id from howdah_internal.queue_heads as w
          where w.lane = raise_head.lane and w.tenant_id = raise_head.tenant and w.priority = raise_head.priority
            for update skip locked
       );
    end if;
    return;
  end if;
  -- A transaction that was open at the last move may have brought older jobs: the head waits for its end, but not
  -- long, or claims would walk over all that is done meanwhile (scan_lanes finds what comes later).
  if v_head.next_run_after is null or raise_head.first_run_after >= v_head.next_run_after and (
    pg_snapshot_xmin(pg_current_snapshot()) >= v_head.next_xid or v_head.moved_at < v_now - interval '250 milliseconds'
  ) then
    update howdah_internal.queue_heads as h
       set run_after = coalesce(v_head.next_run_after, h.run_after),
           next_run_after = raise_head.last_run_after,
           next_xid = pg_snapshot_xmax(pg_current_snapshot()),
           moved_at = v_now
     where h.id = v_head.id;
  end if;
end
$$;
comment on function howdah_internal.raise_head is
  'After a claim found jobs of these times from the head on (null: none), moves the head up behind what is certainly '
  'claimed.';
