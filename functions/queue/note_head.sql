-- Without a unique key: an enqueuing transaction that stays open makes nobody wait; a second row does no harm.
create or replace function howdah.note_head(lane text, tenant text, priority integer, run_after timestamptz)
  returns void
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  if not exists (
    select from howdah.queue_heads as h
     where h.lane = note_head.lane and h.tenant_id = note_head.tenant and h.priority = note_head.priority
       and h.run_after <= note_head.run_after
  ) then
    insert into howdah.queue_heads (lane, tenant_id, priority, run_after)
    values (note_head.lane, note_head.tenant, note_head.priority, note_head.run_after);
  end if;
end
$$;
comment on function howdah.note_head(text, text, integer, timestamptz) is
  'Tells claims that a lane has ready jobs of a tenant and priority from run_after on.';
