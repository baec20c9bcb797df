create or replace function howdah_internal.verify_queue()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'ready_job_is_found', format('lane %s of tenant %s', j.lane, j.tenant_id),
         format('%s jobs lie before the place where claims begin', count(*)),
         'select howdah_internal.scan_lanes()'
    from howdah_internal.jobs as j
   -- What a transaction brought late is found within seconds.
   where j.state = 'ready' and greatest(j.created_at, j.run_after) < howdah.clock() - interval '1 minute'
     and not exists (
       select from howdah_internal.queue_heads as h
        where h.lane = j.lane and h.tenant_id = j.tenant_id and h.priority = j.priority and h.run_after <= j.run_after
     )
   group by j.lane, j.tenant_id;
end
$$;
comment on function howdah_internal.verify_queue is
  'The part of verify() about the queue: jobs that no claim would find.';
