create or replace function howdah_internal.release_job_holds(jobs howdah_internal.jobs[])
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_part record;
  v_held howdah_internal.reservations;
  v_all howdah_internal.reservations[] := '{}';
begin
  for v_part in
    -- A claim of embeddings has one reservation for all its jobs; another is its job's alone.
    select j.tenant_id, j.reservation_id as id, sum(j.reserved_cents) as cents
      from unnest(release_job_holds.jobs) as j
     where j.reservation_id is not null
     group by 1, 2
     order by 1, 2
  loop
    select r.* into v_held
      from howdah_internal.reservations as r
     where r.tenant_id = v_part.tenant_id and r.id = v_part.id and r.status = 'held'
       for update;
    continue when not found;
    if v_part.cents < v_held.amount_cents then
      update howdah_internal.reservations as r
         set amount_cents = r.amount_cents - v_part.cents,
           holds = howdah_internal.share_of_holds(r.holds, 1 - v_part.cents / r.amount_cents)
       where r.tenant_id = v_part.tenant_id and r.id = v_part.id;
      -- The rest of what is left, so that nothing is lost by rounding.
      v_held.holds := howdah_internal.share_of_holds(
        v_held.holds, 1, howdah_internal.share_of_holds(v_held.holds, 1 - v_part.cents / v_held.amount_cents));
      v_held.amount_cents := v_part.cents;
    else
      delete from howdah_internal.reservations as r where r.tenant_id = v_part.tenant_id and r.id = v_part.id;
    end if;
    v_all := v_all || v_held;
  end loop;
  if v_all = '{}' then
    return;
  end if;
  perform howdah_internal.release_holds(v_all);
  perform howdah_internal.unblock_heads();
end
$$;
comment on function howdah_internal.release_job_holds is
  'Gives back what is held for jobs that end or go back; what they cost is counted by their usage. In one go for all '
  'jobs of a transaction, sorted: who does it twice for several payers may deadlock.';
