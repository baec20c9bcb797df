create or replace function howdah_internal.expire_reservations()
  returns integer
  language plpgsql
  volatile
as $$
declare
  v_expired howdah_internal.reservations[];
begin
  with expired as (
    update howdah_internal.reservations as r
       set status = 'expired'
     where (r.tenant_id, r.id) in (
       select e.tenant_id, e.id from howdah_internal.reservations as e
        where e.status = 'held' and e.expires_at <= howdah.clock()
        order by e.expires_at
        limit 1000
          for update skip locked
     )
    returning r.*
  )
  select array_agg(e) into v_expired from expired as e;
  if v_expired is not null then
    perform howdah_internal.release_holds(v_expired);
  end if;
  -- Whoever settles later than this has lost count itself.
  delete from howdah_internal.reservations as r
   where r.status != 'held' and r.expires_at < howdah.now() - interval '7 days';
  return coalesce(cardinality(v_expired), 0);
end
$$;
comment on function howdah_internal.expire_reservations is
  'Gives back what calls hold that never ended, up to 1,000 at a time, and returns how many. Nobody waits for it: '
  'who asks for room looks past what has expired.';
