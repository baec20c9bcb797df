create or replace function howdah_internal.wake_jobs(tenant text)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_now timestamptz := howdah.clock();
  v_ids bigint[];
begin
  with woken as (
    update howdah_internal.jobs as j
       set run_after = v_now, error_code = null
     where j.id in (
       select w.id
         from howdah_internal.queue_heads as h
         join howdah_internal.jobs as w
           on w.lane = h.lane and w.tenant_id = h.tenant_id and w.priority = h.priority and w.state = 'ready'
          and w.run_after > v_now and w.error_code = 'budget_exceeded'
        where wake_jobs.tenant is null or h.tenant_id = wake_jobs.tenant
        order by w.id
          for update of w skip locked
     )
    returning j.id
  )
  select array_agg(w.id) into v_ids from woken as w;
  perform howdah_internal.lower_head(r.lane, r.tenant_id, r.priority, v_now)
    from (
      select distinct j.lane, j.tenant_id, j.priority from howdah_internal.jobs as j where j.id = any (v_ids)
    ) as r;
end
$$;
comment on function howdah_internal.wake_jobs is
  'Makes jobs ready at once that wait for the budget of one user of a tenant (null: of all tenants).';
