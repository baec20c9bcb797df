create or replace function howdah.expired_cents(tenant text, budget_id bigint, subject text, starts_at timestamptz)
  returns numeric
  language plpgsql
  volatile
  security definer -- reservations are not a table of the application
  set search_path from current
as $$
begin
  return (
    select coalesce(sum(r.amount_cents), 0)
      from howdah.reservations as r
     cross join jsonb_array_elements(r.holds) as h (budget)
     where r.status = 'held'
       and r.expires_at <= howdah.clock()
       and h.budget ->> 'tenant_id' = expired_cents.tenant
       and (h.budget ->> 'budget_id')::bigint = expired_cents.budget_id
       and h.budget ->> 'subject' = expired_cents.subject
       and (h.budget ->> 'starts_at')::timestamptz = expired_cents.starts_at
  );
end
$$;
comment on function howdah.expired_cents(text, bigint, text, timestamptz) is
  'US cents that expired reservations still hold in a budget window, until expire_reservations gives them back.';
