create or replace function howdah_internal.requeue_jobs(job_ids bigint[], run_after timestamptz)
  returns integer
  language plpgsql
  volatile
as $$
declare
  v_now timestamptz := howdah.clock();
  v_run_after timestamptz := greatest(requeue_jobs.run_after, v_now);
  v_holding howdah_internal.jobs[];
  v_job record;
  v_count integer;
begin
  if coalesce(cardinality(requeue_jobs.job_ids), 0) = 0 then
    return 0;
  end if;
  perform howdah_internal.leave_jobs(
    array(select j.id from howdah_internal.jobs as j where j.id = any (requeue_jobs.job_ids) and j.state = 'running'),
    'back');
  -- What its claim holds; what is held without a share of its own stays until the work has ended.
  v_holding := array(
    select j from howdah_internal.jobs as j where j.id = any (requeue_jobs.job_ids) and j.reserved_cents is not null);
  if v_holding != '{}' then
    update howdah_internal.jobs as j
       set reservation_id = null, reserved_cents = null
     where j.id = any (requeue_jobs.job_ids) and j.reserved_cents is not null;
  end if;
  update howdah_internal.jobs as j
     set state = 'ready', token = null, lease_until = null, worker = null, call_id = null, run_after = v_run_after
   where j.id = any (requeue_jobs.job_ids) and j.dedup_key is null;
  get diagnostics v_count = row_count;
  -- The others one by one and always in the order of the keys, so that two who bring jobs back never deadlock.
  for v_job in
    select j.id, j.token from howdah_internal.jobs as j
     where j.id = any (requeue_jobs.job_ids) and j.dedup_key is not null
     order by j.tenant_id, j.kind, j.dedup_key, j.id
  loop
    begin
      update howdah_internal.jobs as j
         set state = 'ready', token = null, lease_until = null, worker = null, call_id = null, run_after = v_run_after
       where j.id = v_job.id;
      v_count := v_count + 1;
    exception
      when unique_violation then
        -- A ready twin (a newer job of the same dedup key) takes the place of the one that comes back.
        perform howdah_internal.finish_jobs(array[v_job.id], v_job.token, 'stale');
    end;
  end loop;
  -- Money last: an application that has enqueued a key is waited for above.
  if v_holding != '{}' then
    perform howdah_internal.release_job_holds(v_holding);
  end if;
  perform howdah_internal.lower_head(r.lane, r.tenant_id, r.priority, v_now)
    from (
      select distinct j.lane, j.tenant_id, j.priority
        from howdah_internal.jobs as j where j.id = any (requeue_jobs.job_ids)
    ) as r;
  return v_count;
end
$$;
comment on function howdah_internal.requeue_jobs is
  'Puts jobs back to ready, not before run_after, and gives back what their claims hold; one whose ready twin exists '
  'already is finished as stale.';
