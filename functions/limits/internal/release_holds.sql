create or replace function howdah_internal.release_holds(reservations howdah_internal.reservations[])
  returns void
  language plpgsql
  volatile
as $$
declare
  v_window record;
begin
  perform howdah_internal.settle_rates(
    array(select h from unnest(release_holds.reservations) as r cross join unnest(r.rates) as h), 0, 0);
  -- Summed and sorted: one lock a window, in everybody's order.
  for v_window in
    select h.tenant_id, h.budget_id, h.subject, h.starts_at, sum(coalesce(h.cents, r.amount_cents)) as cents
      from unnest(release_holds.reservations) as r
     cross join unnest(r.holds) as h
     group by h.tenant_id, h.budget_id, h.subject, h.starts_at
     order by h.tenant_id, h.budget_id, h.subject, h.starts_at
  loop
    update howdah_internal.budget_windows as w
       set reserved_cents = greatest(0, w.reserved_cents - v_window.cents)
     where w.tenant_id = v_window.tenant_id and w.budget_id = v_window.budget_id
       and w.subject = v_window.subject and w.starts_at = v_window.starts_at;
  end loop;
end
$$;
comment on function howdah_internal.release_holds is
  'Gives back the cents, tokens and slots that reservations hold for calls that were not made.';
