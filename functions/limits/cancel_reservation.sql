create or replace function howdah.cancel_reservation(reservation_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_held howdah.reservations;
begin
  if cancel_reservation.reservation_id is null then
    raise exception 'reservation_id is null' using errcode = '22004', hint = 'Pass what admit returned.';
  end if;
  update howdah.reservations as r
     set status = 'cancelled'
   where r.tenant_id = v_tenant and r.id = cancel_reservation.reservation_id and r.is_own and r.status = 'held'
     and (howdah.jwt_claims() is null or r.user_id = howdah.current_user_id())
  returning r.* into v_held;
  if not found then
    return false;
  end if;
  perform howdah.release_holds(array[v_held]);
  return true;
end
$$;
comment on function howdah.cancel_reservation(uuid) is
  'Gives back what admit held for a call that was not made; the request itself stays counted in rates. False when '
  'there was nothing to give back. Raises 22004. Example: select howdah.cancel_reservation(:id).';
