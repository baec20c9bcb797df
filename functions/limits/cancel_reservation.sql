create or replace function howdah.cancel_reservation(reservation_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_held howdah_internal.reservations;
begin
  if cancel_reservation.reservation_id is null then
    raise exception 'reservation_id is null' using errcode = '22004', hint = 'Pass what admit returned.';
  end if;
  update howdah_internal.reservations as r
     set status = 'cancelled'
   where r.tenant_id = v_tenant and r.id = cancel_reservation.reservation_id and r.is_own and r.status = 'held'
     and (howdah_internal.jwt_claims() is null or r.user_id = howdah.current_user_id())
  returning r.* into v_held;
  if not found then
    return false;
  end if;
  perform howdah_internal.release_holds(array[v_held]);
  return true;
end
$$;
comment on function howdah.cancel_reservation is
  'Gives back what admit held for a call that was not made; the request itself stays counted in rates. False when '
  'there was nothing to give back. Raises 22004, 28000. Example: select howdah.cancel_reservation(:id).';
grant execute on function howdah.cancel_reservation to howdah_app;
