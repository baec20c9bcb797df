create or replace function howdah_internal.claim_from_lane(
  worker text,
  lane text,
  max_jobs integer,
  lease interval,
  is_waited_for boolean default true
)
  returns bigint[]
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_lane howdah.lanes := howdah_internal.lock_open_lane(claim_from_lane.lane, claim_from_lane.is_waited_for);
  v_tenant text := coalesce(v_lane.last_tenant, '');
  v_ids bigint[] := '{}';
  v_kinds text[];
  v_token bigint;
begin
  if v_lane.name is null then
    return null;
  end if;
  -- The tenant behind the one served last, then around: nobody waits for another tenant's backlog.
  for v_round in 1 .. 2 loop
    while cardinality(v_ids) = 0 loop
      select min(h.tenant_id) into v_tenant
        from howdah_internal.queue_heads as h
       where h.lane = v_lane.name and h.tenant_id > v_tenant
         and (h.blocked_until is null or h.blocked_until <= v_now)
         and (v_round = 1 or h.tenant_id <= coalesce(v_lane.last_tenant, ''));
      exit when v_tenant is null;
      select d.job_ids, d.kinds into v_ids, v_kinds
        from howdah_internal.lock_due_jobs(v_lane.name, v_tenant, claim_from_lane.max_jobs) as d;
    end loop;
    exit when cardinality(v_ids) > 0;
    v_tenant := '';
  end loop;
  if cardinality(v_ids) < claim_from_lane.max_jobs
     and coalesce(v_lane.scanned_at not between v_now - interval '2 seconds' and v_now, true) then
    perform howdah_internal.scan_lanes(v_lane.name);
  end if;
  if cardinality(v_ids) = 0 then
    return null;
  end if;
  if v_tenant is distinct from v_lane.last_tenant then
    update howdah.lanes as l set last_tenant = v_tenant
     where l.name = (select w.name from howdah.lanes as w where w.name = v_lane.name for no key update skip locked);
  end if;
  v_ids := howdah_internal.narrow_claim(v_lane, v_ids, v_kinds);
  if cardinality(v_ids) = 0 then
    return v_ids;
  end if;
  v_token := nextval('howdah_internal.job_token_seq');
  update howdah_internal.jobs as j
     set state = 'running',
         token = v_token,
         lease_until = v_now + claim_from_lane.lease,
         worker = claim_from_lane.worker,
         claim_count = j.claim_count + 1,
         claimed_at = v_now
   where j.id = any (v_ids);
  if v_lane.requests_per_minute is not null or v_lane.tokens_per_minute is not null then
    perform howdah_internal.charge_lane(v_lane.name, v_ids);
  end if;
  return v_ids;
end
$$;
comment on function howdah_internal.claim_from_lane is
  'Claims up to max_jobs jobs of one tenant in one lane and returns their ids: none when those that were due needed '
  'no call, null when none was due or the lane is not open.';
