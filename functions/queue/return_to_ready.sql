create or replace function howdah.return_to_ready(job_ids bigint[], run_after timestamptz)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_now timestamptz := howdah.clock();
  v_run_after timestamptz := greatest(return_to_ready.run_after, v_now);
  v_id bigint;
  v_count integer := 0;
begin
  if coalesce(cardinality(return_to_ready.job_ids), 0) = 0 then
    return 0;
  end if;
  perform howdah.release_job_budget(return_to_ready.job_ids);
  update howdah.jobs as j
     set state = 'ready', token = null, lease_until = null, worker = null, run_after = v_run_after
   where j.id = any (return_to_ready.job_ids) and j.dedup_key is null;
  get diagnostics v_count = row_count;
  -- The others one by one and always in the order of the keys, so that two who bring jobs back never deadlock.
  for v_id in
    select j.id from howdah.jobs as j
     where j.id = any (return_to_ready.job_ids) and j.dedup_key is not null
     order by j.tenant_id, j.kind, j.dedup_key, j.id
  loop
    begin
      update howdah.jobs as j
         set state = 'ready', token = null, lease_until = null, worker = null, run_after = v_run_after
       where j.id = v_id;
      v_count := v_count + 1;
    exception
      when unique_violation then
        -- A ready twin (a newer job of the same dedup key) takes the place of the one that comes back.
        perform howdah.finish_jobs(
          array[v_id], (select j.token from howdah.jobs as j where j.id = v_id), 'stale');
    end;
  end loop;
  perform howdah.note_head(r.lane, r.tenant_id, r.priority, v_now)
    from (
      select distinct j.lane, j.tenant_id, j.priority
        from howdah.jobs as j where j.id = any (return_to_ready.job_ids)
    ) as r;
  return v_count;
end
$$;
comment on function howdah.return_to_ready(bigint[], timestamptz) is
  'Puts jobs back to ready, not before run_after; one whose ready twin exists already is finished as stale.';
