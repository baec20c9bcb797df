select howdah_internal.drop_former('howdah_internal.lock_due_jobs(text, text, integer)', 'kinds');
create or replace function howdah_internal.lock_due_jobs(
  lane text,
  tenant text,
  max_jobs integer,
  out job_ids bigint[],
  out kinds text[]
)
  language plpgsql
  volatile
as $$
declare
  v_now timestamptz := howdah.clock();
  v_head record;
  v_expired bigint[] := '{}';
  v_found record;
begin
  job_ids := '{}';
  kinds := '{}';
  -- Priority by priority, each by equality, so that the scan begins at the head and ends at the limit.
  for v_head in
    select h.priority, min(h.run_after) as run_after
      from howdah_internal.queue_heads as h
     where h.lane = lock_due_jobs.lane and h.tenant_id = lock_due_jobs.tenant
     group by h.priority
     order by h.priority
  loop
    -- Again when some had expired, in the end past all of them: after an outage they must not hold up the fresh.
    for v_try in 1 .. 20 loop
      select array_agg(d.id order by d.run_after, d.id) filter (where d.deadline is null or d.deadline > v_now) as ids,
             array_agg(d.id) filter (where d.deadline <= v_now) as expired,
             array_agg(distinct d.kind) as kinds, min(d.run_after) as first, max(d.run_after) as last
        into v_found
        from (
          select j.id, j.kind, j.run_after, j.deadline
            from howdah_internal.jobs as j
           where j.lane = lock_due_jobs.lane and j.tenant_id = lock_due_jobs.tenant and j.priority = v_head.priority
             and j.state = 'ready' and j.run_after <= v_now
             -- A head ahead of the clock says nothing.
             and j.run_after >= case when v_head.run_after > v_now then '-infinity' else v_head.run_after end
             and j.id != all (v_expired)
             and (v_try < 20 or j.deadline is null or j.deadline > v_now)
           order by j.run_after, j.id
           limit lock_due_jobs.max_jobs - cardinality(job_ids)
             for update skip locked
        ) as d;
      job_ids := job_ids || coalesce(v_found.ids, '{}');
      kinds := kinds || coalesce(v_found.kinds, '{}');
      exit when v_found.expired is null;
      v_expired := v_expired || v_found.expired;
      exit when v_found.ids is not null;
    end loop;
    perform howdah_internal.raise_head(
      lock_due_jobs.lane, lock_due_jobs.tenant, v_head.priority, v_found.first, v_found.last);
    exit when cardinality(job_ids) >= lock_due_jobs.max_jobs;
  end loop;
  if cardinality(v_expired) > 0 then
    perform howdah_internal.bury_jobs(v_expired, 'expired', 'the deadline passed before the call');
  end if;
end
$$;
comment on function howdah_internal.lock_due_jobs is
  'Locks up to max_jobs due jobs of one tenant in one lane, by priority and age, and returns their ids, and of which '
  'kinds they are; gives up those whose deadline has passed.';
