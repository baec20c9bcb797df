create or replace function howdah.release_holds(reservations howdah.reservations[])
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_window record;
begin
  perform howdah.settle_rates(
    (
      select jsonb_agg(h.rate)
        from unnest(release_holds.reservations) as r
       cross join jsonb_array_elements(r.rates) as h (rate)
    ), 0, 0);
  -- Summed and sorted: one lock a window, in everybody's order.
  for v_window in
    select k.tenant_id, k.budget_id, k.subject, k.starts_at, sum(r.amount_cents) as cents
      from unnest(release_holds.reservations) as r
     cross join jsonb_to_recordset(r.holds) as k (tenant_id text, budget_id bigint, subject text, starts_at timestamptz)
     group by k.tenant_id, k.budget_id, k.subject, k.starts_at
     order by k.tenant_id, k.budget_id, k.subject, k.starts_at
  loop
    update howdah.budget_windows as w
       set reserved_cents = greatest(0, w.reserved_cents - v_window.cents)
     where w.tenant_id = v_window.tenant_id and w.budget_id = v_window.budget_id
       and w.subject = v_window.subject and w.starts_at = v_window.starts_at;
  end loop;
end
$$;
comment on function howdah.release_holds(howdah.reservations[]) is
  'Gives back the amount_cents, tokens and slots of reservations for calls that were not made.';
