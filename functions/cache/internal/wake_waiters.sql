create or replace function howdah_internal.wake_waiters(job_ids bigint[])
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_flight howdah_internal.llm_cache_flights;
  v_ids bigint[];
begin
  delete from howdah_internal.llm_cache_waiters as w where w.job_id = any (wake_waiters.job_ids);
  for v_flight in
    delete from howdah_internal.llm_cache_flights as f where f.job_id = any (wake_waiters.job_ids) returning f.*
  loop
    -- One that is locked looks for itself when its time comes.
    v_ids := array(
      select j.id
        from howdah_internal.jobs as j
        join howdah_internal.llm_cache_waiters as w on w.job_id = j.id
       where w.tenant_id = v_flight.tenant_id and w.key = v_flight.key and j.state = 'ready'
       order by j.id
         for update of j skip locked
    );
    delete from howdah_internal.llm_cache_waiters as w where w.tenant_id = v_flight.tenant_id and w.key = v_flight.key;
    perform howdah_internal.requeue_jobs(v_ids, howdah.clock());
    perform howdah_internal.notify_workers(l.lane)
       from (select distinct j.lane from howdah_internal.jobs as j where j.id = any (v_ids)) as l;
  end loop;
end
$$;
comment on function howdah_internal.wake_waiters is
  'When calls have ended, the answers that still wait for them are due: the next one calls.';
