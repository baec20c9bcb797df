create or replace function howdah_internal.replace_hold(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  held howdah_internal.reservations,
  at timestamptz
)
  returns boolean
  language plpgsql
  volatile
as $$
begin
  -- All locks of both calls first: what is given back is taken anew within them, and nobody sees it free in between.
  perform howdah_internal.lock_holds(
    replace_hold.tenant, replace_hold.payer, replace_hold.model_id, replace_hold.feature, replace_hold.held,
    replace_hold.at);
  if replace_hold.held.status = 'held' then
    perform howdah_internal.release_holds(array[replace_hold.held]);
  end if;
  return exists (select from unnest(replace_hold.held.rates) as h where h.unit = 'concurrent');
end
$$;
comment on function howdah_internal.replace_hold is
  'Gives back what a reservation, deleted by the caller, holds, in whose place a call of this model is to be admitted '
  'in the same transaction; true when it had a slot.';
