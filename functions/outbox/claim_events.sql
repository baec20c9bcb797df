create or replace function howdah.claim_events(
  max_events double precision default 8,
  lease interval default interval '60 seconds'
)
  returns table (tenant_id text, event_id uuid, attempt integer, body text)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_max_events integer := howdah_internal.whole('max_events', coalesce(claim_events.max_events, 8));
  v_lease interval := coalesce(claim_events.lease, interval '60 seconds');
  v_now timestamptz := howdah.clock();
  v_kept_from timestamptz := howdah_internal.events_kept_from();
  v_receiver howdah_internal.outbox_receiver;
begin
  if v_max_events not between 1 and 100 or v_lease not between '1 second' and '1 day' then
    raise exception 'max_events or lease is out of range'
      using errcode = '22023', hint = 'max_events is 1 to 100, lease 1 second to 1 day.';
  end if;
  select r.* into v_receiver from howdah_internal.outbox_receiver as r;
  -- Seldom: doctor() and add_event want it to the minute.
  if v_receiver.asked_at between v_now - interval '30 seconds' and v_now is not true then
    insert into howdah_internal.outbox_receiver as r (asked_at)
    values (v_now)
    on conflict (id) do update set asked_at = excluded.asked_at;
  end if;
  -- Never for longer than an hour, nor an event for longer than a day, but by a clock that was ahead.
  if v_receiver.paused_until > v_now and v_receiver.paused_until < v_now + interval '2 hours' then
    return;
  end if;
  return query
  update howdah.outbox as o
     set attempts = o.attempts + 1, next_attempt_at = v_now + v_lease
   where (o.tenant_id, o.id) in (
     select d.tenant_id, d.id
       from howdah.outbox as d
      where d.delivered_at is null and d.given_up_at is null
        and (d.next_attempt_at <= v_now or d.next_attempt_at > v_now + interval '25 hours')
        and d.created_at >= v_kept_from
        and not exists (
          select from howdah.outbox as e
           where e.tenant_id = d.tenant_id and e.subject = d.subject and e.seq < d.seq
             and e.delivered_at is null and e.given_up_at is null and e.created_at >= v_kept_from
        )
      order by d.next_attempt_at, d.seq
      -- One is enough to see whether it is back.
      limit case when v_receiver.failure_count > 0 then 1 else v_max_events end
        for update skip locked
   )
  returning o.tenant_id, o.id, o.attempts, howdah_internal.event_body(o);
end
$$;
comment on function howdah.claim_events is
  'Hands out events of the outbox that are due, under a lease: of each subject the first that is not delivered, and '
  'nothing while the receiver is paused. Commit, post body with the id, then complete_event or fail_event; a worker '
  'without a place to post to must not call it. Raises 22023. Example: select * from howdah.claim_events().';
grant execute on function howdah.claim_events to howdah_worker;
