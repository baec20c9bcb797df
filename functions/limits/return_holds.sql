create or replace function howdah.return_holds(jobs howdah.jobs[])
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_part record;
  v_held howdah.reservations;
  v_all howdah.reservations[] := '{}';
begin
  for v_part in
    -- An answer's reservation has the id of its message; a claim of embeddings has one for all its jobs.
    select j.tenant_id,
           case j.kind when 'chat' then (j.payload ->> 'message_id')::uuid else j.reservation_id end as id,
           sum(case j.kind when 'chat' then null else j.reserved_cents end) as cents
      from unnest(return_holds.jobs) as j
     where j.kind = 'chat' or j.reservation_id is not null
     group by 1, 2
     order by 1, 2
  loop
    select r.* into v_held
      from howdah.reservations as r
     where r.tenant_id = v_part.tenant_id and r.id = v_part.id and r.status = 'held'
       for update;
    continue when not found;
    if v_part.cents < v_held.amount_cents then
      update howdah.reservations as r
         set amount_cents = r.amount_cents - v_part.cents
       where r.tenant_id = v_part.tenant_id and r.id = v_part.id;
      v_held.amount_cents := v_part.cents;
    else
      delete from howdah.reservations as r where r.tenant_id = v_part.tenant_id and r.id = v_part.id;
    end if;
    v_all := v_all || v_held;
  end loop;
  if v_all = '{}' then
    return;
  end if;
  perform howdah.release_holds(v_all);
  -- Who waited for this money looks again.
  update howdah.queue_heads as h
     set blocked_until = null
   where h.id in (
     select w.id from howdah.queue_heads as w
      where w.blocked_until is not null
      order by w.id
        for no key update skip locked
   );
end
$$;
comment on function howdah.return_holds(howdah.jobs[]) is
  'Gives back what is held for jobs that end or go back; what they cost is counted by their usage.';
