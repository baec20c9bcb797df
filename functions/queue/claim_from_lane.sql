create or replace function howdah.claim_from_lane(worker text, lane text, max_jobs integer, lease interval)
  returns bigint[]
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_lane howdah.lanes;
  v_tenant text;
  v_ids bigint[];
begin
  select l.* into v_lane from howdah.lanes as l where l.name = claim_from_lane.lane for no key update;
  if not found or v_lane.paused_until > v_now or v_lane.max_running <= (
    select count(distinct j.token) from howdah.jobs as j where j.lane = v_lane.name and j.state = 'running'
  ) then
    return null;
  end if;

  -- The tenant behind the one served last, then around: nobody waits for another tenant's backlog.
  select j.tenant_id into v_tenant from howdah.jobs as j
   where j.lane = v_lane.name and j.state = 'ready' and j.run_after <= v_now
     and j.tenant_id > coalesce(v_lane.last_tenant, '')
   order by j.lane, j.tenant_id, j.priority, j.run_after, j.id
   limit 1;
  if v_tenant is null then
    select j.tenant_id into v_tenant from howdah.jobs as j
     where j.lane = v_lane.name and j.state = 'ready' and j.run_after <= v_now
     order by j.lane, j.tenant_id, j.priority, j.run_after, j.id
     limit 1;
  end if;
  if v_tenant is null then
    return null;
  end if;

  -- An array, not a join: with a join the planner hashes the whole backlog.
  v_ids := array(
    select j.id from howdah.jobs as j
     where j.lane = v_lane.name and j.tenant_id = v_tenant and j.state = 'ready' and j.run_after <= v_now
     order by j.priority, j.run_after, j.id
     limit claim_from_lane.max_jobs
       for update skip locked
  );
  perform howdah.bury_jobs(
    array(select j.id from howdah.jobs as j where j.id = any (v_ids) and j.deadline <= v_now),
    'expired', 'the deadline passed before the call');
  v_ids := array(select j.id from howdah.jobs as j where j.id = any (v_ids) and j.state = 'ready');
  if exists (select from howdah.jobs as j where j.id = any (v_ids) and j.kind = 'embed_chunk') then
    v_ids := howdah.settle_embedding_jobs(v_ids);
  end if;
  if v_tenant is distinct from v_lane.last_tenant then
    update howdah.lanes as l set last_tenant = v_tenant where l.name = v_lane.name;
  end if;
  update howdah.jobs as j
     set state = 'running',
         token = t.token,
         lease_until = v_now + claim_from_lane.lease,
         worker = claim_from_lane.worker,
         claim_count = j.claim_count + 1,
         claimed_at = v_now,
         -- What is embedded now is what the write checks later.
         payload = case j.kind
           when 'embed_chunk' then j.payload || jsonb_build_object('content_hash', (
             select encode(c.content_hash, 'hex')
               from howdah.chunks as c
              where c.tenant_id = j.tenant_id and c.id = (j.payload ->> 'chunk_id')::bigint
           ))
           else j.payload
         end
    from (select nextval('howdah.job_token_seq') as token) as t
   where j.id = any (v_ids);
  return v_ids;
end
$$;
comment on function howdah.claim_from_lane(text, text, integer, interval) is
  'Claims up to max_jobs jobs of one tenant in one lane and returns their ids: none when those that were due needed no '
  'call, null when none was due or the lane is paused or full.';
