create or replace function howdah_internal.lock_flights(job_ids bigint[])
  returns void
  language plpgsql
  volatile
as $$
begin
  perform from howdah_internal.llm_cache_flights as f
    where f.job_id = any (lock_flights.job_ids)
    order by f.tenant_id, f.key
      for update;
end
$$;
comment on function howdah_internal.lock_flights is
  'Keeps equal requests from looking whether the calls of these jobs are under way, until the transaction ends. Called '
  'before anything that locks money: who waits for such a call looks first, and pays for others afterwards.';
