create or replace function howdah.wake_jobs(tenant text)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_now timestamptz := howdah.clock();
  v_woken record;
  v_count integer := 0;
begin
  for v_woken in
    with woken as (
      update howdah.jobs as j
         set run_after = v_now, error_code = null
       where j.id in (
         select w.id
           from howdah.queue_heads as h
           join howdah.jobs as w
             on w.lane = h.lane and w.tenant_id = h.tenant_id and w.priority = h.priority and w.state = 'ready'
            and w.run_after > v_now and w.error_code = 'budget_exceeded'
          where wake_jobs.tenant is null or h.tenant_id = wake_jobs.tenant
          order by w.id
            for update of w skip locked
       )
      returning j.lane, j.tenant_id, j.priority
    )
    select w.lane, w.tenant_id, w.priority, count(*) as jobs from woken as w group by 1, 2, 3
  loop
    perform howdah.note_head(v_woken.lane, v_woken.tenant_id, v_woken.priority, v_now);
    v_count := v_count + v_woken.jobs;
  end loop;
  return v_count;
end
$$;
comment on function howdah.wake_jobs(text) is
  'Makes jobs ready at once that wait for the budget of one user of a tenant (null: of all tenants); returns how many.';
