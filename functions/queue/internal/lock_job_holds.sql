create or replace function howdah_internal.lock_job_holds(jobs howdah_internal.jobs[])
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_held howdah_internal.reservations[];
begin
  v_held := array(
    select r
      from howdah_internal.reservations as r
     where (r.tenant_id, r.id) in (
       select j.tenant_id, j.reservation_id from unnest(lock_job_holds.jobs) as j
       union all
       select s.tenant_id, s.reservation_id
         from unnest(lock_job_holds.jobs) as j
         join howdah_internal.message_steps as s
           on s.tenant_id = j.tenant_id and s.message_id = j.message_id and not s.is_billed
     )
     order by r.tenant_id, r.id
       for update
  );
  perform from howdah_internal.rate_state as s
    where (s.tenant_id, s.rate_limit_id, s.subject) in (
      select h.tenant_id, h.rate_limit_id, h.subject from unnest(v_held) as r cross join unnest(r.rates) as h)
    order by s.tenant_id, s.rate_limit_id, s.subject
      for no key update;
  perform from howdah_internal.budget_windows as w
    where (w.tenant_id, w.budget_id, w.subject, w.starts_at) in (
      select h.tenant_id, h.budget_id, h.subject, h.starts_at from unnest(v_held) as r cross join unnest(r.holds) as h)
    order by w.tenant_id, w.budget_id, w.subject, w.starts_at
      for no key update;
end
$$;
comment on function howdah_internal.lock_job_holds is
  'Locks all limits and budgets in which jobs of several payers hold something, in the order of everybody, for who '
  'settles them one after the other.';
