create or replace function howdah.claim_from_lane(
  worker text,
  lane text,
  max_jobs integer,
  lease interval,
  is_waited_for boolean default true
)
  returns bigint[]
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_lane howdah.lanes := howdah.open_lane(claim_from_lane.lane, claim_from_lane.is_waited_for);
  v_tenant text := coalesce(v_lane.last_tenant, '');
  v_ids bigint[] := '{}';
  v_token bigint;
begin
  if v_lane.name is null then
    return null;
  end if;
  -- The tenant behind the one served last, then around: nobody waits for another tenant's backlog.
  for v_round in 1 .. 2 loop
    while cardinality(v_ids) = 0 loop
      select min(h.tenant_id) into v_tenant
        from howdah.queue_heads as h
       where h.lane = v_lane.name and h.tenant_id > v_tenant
         and (h.blocked_until is null or h.blocked_until <= v_now)
         and (v_round = 1 or h.tenant_id <= coalesce(v_lane.last_tenant, ''));
      exit when v_tenant is null;
      v_ids := howdah.due_jobs(v_lane.name, v_tenant, claim_from_lane.max_jobs);
    end loop;
    exit when cardinality(v_ids) > 0;
    v_tenant := '';
  end loop;
  if cardinality(v_ids) < claim_from_lane.max_jobs
     and coalesce(v_lane.scanned_at not between v_now - interval '2 seconds' and v_now, true) then
    perform howdah.scan_lane(v_lane.name);
  end if;
  if cardinality(v_ids) = 0 then
    return null;
  end if;
  if v_tenant is distinct from v_lane.last_tenant then
    update howdah.lanes as l set last_tenant = v_tenant
     where l.name = (select w.name from howdah.lanes as w where w.name = v_lane.name for no key update skip locked);
  end if;
  v_ids := howdah.settle_claim(v_lane, v_ids);
  if cardinality(v_ids) = 0 then
    return v_ids;
  end if;
  v_token := nextval('howdah.job_token_seq');
  update howdah.jobs as j
     set state = 'running',
         token = v_token,
         lease_until = v_now + claim_from_lane.lease,
         worker = claim_from_lane.worker,
         claim_count = j.claim_count + 1,
         claimed_at = v_now
   where j.id = any (v_ids);
  if v_lane.requests_per_minute is not null or v_lane.tokens_per_minute is not null then
    perform howdah.charge_lane(
      v_lane.name, (select sum(j.estimated_tokens) from howdah.jobs as j where j.id = any (v_ids)));
  end if;
  return v_ids;
end
$$;
comment on function howdah.claim_from_lane(text, text, integer, interval, boolean) is
  'Claims up to max_jobs jobs of one tenant in one lane and returns their ids: none when those that were due needed no '
  'call, null when none was due or the lane is not open.';
