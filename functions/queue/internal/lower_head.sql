-- Without a unique key: an enqueuing transaction that stays open makes nobody wait; a second row does no harm.
create or replace function howdah_internal.lower_head(lane text, tenant text, priority integer, run_after timestamptz)
  returns boolean
  language plpgsql
  volatile
as $$
begin
  if exists (
    select from howdah_internal.queue_heads as h
     where h.lane = lower_head.lane and h.tenant_id = lower_head.tenant and h.priority = lower_head.priority
       and h.run_after <= lower_head.run_after
  ) then
    return false;
  end if;
  insert into howdah_internal.queue_heads (lane, tenant_id, priority, run_after)
  values (lower_head.lane, lower_head.tenant, lower_head.priority, lower_head.run_after);
  return true;
end
$$;
comment on function howdah_internal.lower_head is
  'Tells claims that a lane has ready jobs of a tenant and priority from run_after on; true when they did not know.';
