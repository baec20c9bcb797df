create or replace function howdah_internal.take_flight(tenant text, key bytea, job_id bigint, token bigint)
  returns timestamptz
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_flight howdah_internal.llm_cache_flights;
  v_until timestamptz;
begin
  loop
    insert into howdah_internal.llm_cache_flights (tenant_id, key, job_id, token)
    values (take_flight.tenant, take_flight.key, take_flight.job_id, take_flight.token)
    on conflict do nothing;
    if found then
      return null;
    end if;
    select f.* into v_flight
      from howdah_internal.llm_cache_flights as f
     where f.tenant_id = take_flight.tenant and f.key = take_flight.key
       for update;
    exit when found;
  end loop;
  select j.lease_until into v_until
    from howdah_internal.jobs as j
   where j.id = v_flight.job_id and j.token = v_flight.token and j.state = 'running' and j.lease_until > howdah.clock()
     and j.id != take_flight.job_id;
  if v_until is null then
    -- Whoever called is gone.
    update howdah_internal.llm_cache_flights as f
       set job_id = take_flight.job_id, token = take_flight.token
     where f.tenant_id = take_flight.tenant and f.key = take_flight.key;
  end if;
  return v_until;
end
$$;
comment on function howdah_internal.take_flight is
  'Makes this claim the one that calls for a key: null; or returns until when the one that calls already has its '
  'lease.';
