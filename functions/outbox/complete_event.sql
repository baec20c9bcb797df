create or replace function howdah.complete_event(tenant text, event_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_is_new boolean;
begin
  if complete_event.tenant is null or complete_event.event_id is null then
    raise exception 'tenant and event_id are required'
      using errcode = '22004', hint = 'Pass both as claim_events returned them.';
  end if;
  -- Whoever posted it: what was received is received.
  update howdah.outbox as o
     set delivered_at = howdah.clock(), given_up_at = null, last_error = null
   where o.tenant_id = complete_event.tenant and o.id = complete_event.event_id and o.delivered_at is null;
  v_is_new := found;
  update howdah_internal.outbox_receiver as r
     set failure_count = 0, failing_since = null, last_error = null
   where r.failure_count > 0;
  return v_is_new;
end
$$;
comment on function howdah.complete_event is
  'Notes that an event was received; false where that is known, or the event is gone. '
  'Raises 22004. Example: select howdah.complete_event(''default'', :event_id).';
grant execute on function howdah.complete_event to howdah_worker;
