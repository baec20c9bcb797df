create or replace function howdah.release_job_budget(job_ids bigint[])
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_held record;
begin
  if not exists (select from howdah.reservations as r where r.status = 'held') then
    return;
  end if;
  for v_held in
    select r.tenant_id, r.id, r.holds, sum(j.reserved_cents) as cents
      from howdah.jobs as j
      join howdah.reservations as r on r.tenant_id = j.tenant_id and r.id = j.reservation_id
     where j.id = any (release_job_budget.job_ids) and j.reservation_id is not null
     group by r.tenant_id, r.id
     order by r.tenant_id, r.id
  loop
    perform howdah.hold_budget(v_held.holds, -v_held.cents);
    update howdah.reservations as r
       set amount_cents = greatest(0, r.amount_cents - v_held.cents),
           status = case when r.amount_cents <= v_held.cents then 'settled' else r.status end
     where r.tenant_id = v_held.tenant_id and r.id = v_held.id;
  end loop;
  if found then
    -- Who waited for this money looks again.
    update howdah.queue_heads as h
       set blocked_until = null
     where h.id in (
       select w.id from howdah.queue_heads as w
        where w.blocked_until is not null
        order by w.id
          for no key update skip locked
     );
    update howdah.jobs as j
       set reservation_id = null, reserved_cents = null
     where j.id = any (release_job_budget.job_ids) and j.reservation_id is not null;
  end if;
end
$$;
comment on function howdah.release_job_budget(bigint[]) is
  'Gives back what is held for jobs that end or go back; what they cost is counted by their usage.';
