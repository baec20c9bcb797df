drop function if exists howdah.claim_jobs(text, text[], integer, interval);
create or replace function howdah.claim_jobs(
  worker text,
  lanes text[] default array['interactive', 'bulk'],
  max_jobs double precision default 96,
  lease interval default interval '60 seconds'
)
  returns table (
    job_id bigint,
    token bigint,
    kind text,
    lane text,
    tenant_id text,
    user_id text,
    attempt integer,
    payload jsonb,
    content text,
    estimated_tokens integer
  )
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_lanes text[] := coalesce(claim_jobs.lanes, array['interactive', 'bulk']);
  v_max_jobs integer := howdah_internal.whole('max_jobs', coalesce(claim_jobs.max_jobs, 96));
  v_lease interval := coalesce(claim_jobs.lease, interval '60 seconds');
  v_lane record;
  v_model jsonb;
  v_room record;
  v_is_off boolean := howdah_internal.calls_are_off();
  v_is_first boolean := true;
  v_providers text[] := (select w.providers from howdah_internal.workers as w where w.name = claim_jobs.worker);
  v_ids bigint[];
  v_jobs howdah_internal.jobs[];
begin
  if claim_jobs.worker is null then
    raise exception 'worker is required'
      using errcode = '22004', hint = 'Example: select * from howdah.claim_jobs(''worker-1'', ''{reports}'', 10).';
  end if;
  if v_max_jobs not between 1 and 1000 or v_lease not between '1 second' and '1 day' then
    raise exception 'max_jobs or lease is out of range'
      using errcode = '22023', hint = 'max_jobs is 1 to 1000, lease 1 second to 1 day.';
  end if;
  -- Interactive lanes first; a class name stands for the lanes whose provider this worker can call.
  for v_lane in
    select l.name, l.class, l.model_id
      from howdah.lanes as l
     where (l.name = any (v_lanes) or l.class = any (v_lanes) and l.provider = any (v_providers))
       -- The application makes these calls itself.
       and l.class != 'caller'
       and coalesce(l.paused_until, '-infinity') <= howdah.clock()
       and (l.model_id is null or not v_is_off)
       and exists (select from howdah_internal.queue_heads as h where h.lane = l.name)
     order by l.class = 'interactive' desc, random()
  loop
    -- Again when those that were due needed no call: after an outage the expired must not hold up the fresh.
    for v_try in 1 .. 20 loop
      v_ids := howdah_internal.claim_from_lane(
        claim_jobs.worker, v_lane.name,
        case v_lane.class when 'interactive' then 1 else v_max_jobs end, v_lease, v_is_first);
      v_is_first := false;
      exit when v_ids is distinct from '{}';
    end loop;
    continue when coalesce(cardinality(v_ids), 0) = 0;
    v_jobs := array(
      select j from howdah_internal.jobs as j where j.id = any (v_ids) order by j.priority, j.run_after, j.id);
    if v_lane.model_id is null and not exists (
      select from howdah_internal.job_kinds as k where k.kind in (select j.kind from unnest(v_jobs) as j)
    ) then
      -- Kinds of your own, which have no room to ask.
      return query
      select j.id, j.token, j.kind, j.lane, j.tenant_id, j.user_id, j.attempt + 1, j.payload, null::text,
             j.estimated_tokens
        from unnest(v_jobs) as j;
      return;
    end if;
    v_model := howdah_internal.claimed_model(v_lane.model_id);
    for v_room in
      select k.kind, k.handling, array_agg(j.id) as job_ids
        from unnest(v_jobs) as j
        left join howdah_internal.job_kinds as k on k.kind = j.kind
       group by k.kind, k.handling
    loop
      return query execute format(
        'select j.id, j.token, j.kind, j.lane, j.tenant_id, j.user_id, j.attempt + 1, j.payload || $2, h.content,
                j.estimated_tokens
           from unnest($3) as j
           left join %s as h on h.job_id = j.id
          where j.id = any ($1)
          order by j.priority, j.run_after, j.id',
        case
          when v_room.handling is null then '(select null::bigint as job_id, null::text as content)'
          else format('howdah_internal.%I($1)', 'hand_out_' || v_room.kind)
        end)
        using v_room.job_ids, v_model || jsonb_strip_nulls(jsonb_build_object('handling', v_room.handling)), v_jobs;
    end loop;
    return;
  end loop;
end
$$;
comment on function howdah.claim_jobs is
  'Claims jobs of one tenant in one lane under a lease. lanes has lane names, or the classes interactive and bulk for '
  'every lane whose provider the registered worker can call. Commit before you work; then complete, fail or release by '
  '(job_id, token); payload names the model, and as handling what a worker does with the kind. Raises 22004, 22023. '
  'Example: select * from howdah.claim_jobs(''worker-1'', ''{reports}'', 10).';
grant execute on function howdah.claim_jobs to howdah_worker;
