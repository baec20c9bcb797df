create or replace function howdah_internal.release_step_hold(step howdah_internal.message_steps)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_held howdah_internal.reservations;
begin
  delete from howdah_internal.reservations as r
   where r.tenant_id = (step).tenant_id and r.id = (step).reservation_id and r.status = 'held'
  returning r.* into v_held;
  if found then
    perform howdah_internal.release_holds(array[v_held]);
  end if;
end
$$;
comment on function howdah_internal.release_step_hold is
  'Gives back what is held for a call that was not made.';
