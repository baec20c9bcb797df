create or replace function howdah.expired_rate(
  tenant text,
  rate_limit_id bigint,
  subject text,
  window_starts_at timestamptz
)
  returns bigint
  language plpgsql
  volatile
  security definer -- reservations are not a table of the application
  set search_path from current
as $$
begin
  return (
    select coalesce(sum((h.rate ->> 'cost')::bigint), 0)
      from howdah.reservations as r
     cross join jsonb_array_elements(r.rates) as h (rate)
     where r.status = 'held'
       and r.expires_at <= howdah.clock()
       and h.rate ->> 'tenant_id' = expired_rate.tenant
       and (h.rate ->> 'rate_limit_id')::bigint = expired_rate.rate_limit_id
       and h.rate ->> 'subject' = expired_rate.subject
       and (h.rate ->> 'window_starts_at')::timestamptz is not distinct from expired_rate.window_starts_at
  );
end
$$;
comment on function howdah.expired_rate(text, bigint, text, timestamptz) is
  'What expired reservations still hold of a rate limit, until expire_reservations gives it back.';
