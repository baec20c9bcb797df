create or replace function howdah.claim_jobs(
  worker text,
  lanes text[] default array['interactive', 'bulk'],
  max_jobs integer default 96,
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
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_lane record;
  v_model jsonb;
  v_is_off boolean := howdah.calls_are_off();
  v_is_first boolean := true;
  v_providers text[] := (select w.providers from howdah.workers as w where w.name = claim_jobs.worker);
  v_ids bigint[];
begin
  if claim_jobs.worker is null or claim_jobs.lanes is null then
    raise exception 'worker and lanes are required'
      using errcode = '22004', hint = 'Example: select * from howdah.claim_jobs(''worker-1'', ''{reports}'', 10).';
  end if;
  if claim_jobs.max_jobs not between 1 and 1000 or claim_jobs.lease not between '1 second' and '1 day' then
    raise exception 'max_jobs or lease is out of range'
      using errcode = '22023', hint = 'max_jobs is 1 to 1000, lease 1 second to 1 day.';
  end if;
  -- Interactive lanes first; a class name stands for the lanes whose provider this worker can call.
  for v_lane in
    select l.name, l.class, l.model_id
      from howdah.lanes as l
     where (l.name = any (claim_jobs.lanes) or l.class = any (claim_jobs.lanes) and l.provider = any (v_providers))
       -- The application makes these calls itself.
       and l.class != 'caller'
       and coalesce(l.paused_until, '-infinity') <= howdah.clock()
       and (l.model_id is null or not v_is_off)
       and exists (
         select from howdah.queue_heads as h where h.lane = l.name
       )
     order by l.class = 'interactive' desc, random()
  loop
    -- Again when those that were due needed no call: after an outage the expired must not hold up the fresh.
    for v_try in 1 .. 20 loop
      v_ids := howdah.claim_from_lane(
        claim_jobs.worker, v_lane.name,
        case v_lane.class when 'interactive' then 1 else claim_jobs.max_jobs end, claim_jobs.lease, v_is_first);
      v_is_first := false;
      exit when v_ids is distinct from '{}';
    end loop;
    continue when coalesce(cardinality(v_ids), 0) = 0;
    if v_lane.model_id is null then
      return query
      select j.id, j.token, j.kind, j.lane, j.tenant_id, j.user_id, j.attempt + 1, j.payload, null::text, j.estimated_tokens
        from howdah.jobs as j
       where j.id = any (v_ids)
       order by j.priority, j.run_after, j.id;
    else
      select jsonb_build_object(
               'provider', m.provider, 'model', m.name, 'model_id', m.id, 'dimensions', m.dimensions,
               'max_input_tokens', m.max_input_tokens, 'claim_count', 1)
        into v_model
        from howdah.models as m
       where m.id = v_lane.model_id;
      return query
      select j.id, j.token, j.kind, j.lane, j.tenant_id, j.user_id, j.attempt + 1,
             -- Joined once a row: each || builds the whole object anew.
             j.payload || case
               when j.kind = 'chat' then
                 v_model || jsonb_build_object('claim_count', j.claim_count, 'embed', howdah.question_model(j))
               when j.claim_count = 1 then v_model
               else v_model || jsonb_build_object('claim_count', j.claim_count)
             end,
             coalesce(howdah.embedding_text(d.title, c.heading, c.content), howdah.job_content(j)),
             j.estimated_tokens
        from howdah.jobs as j
        -- Row by row (limit 1), the chunk first: right after an import there are no statistics, and the planner would read
        -- all documents of the tenant for each job.
        left join lateral (
          select k.document_id, k.heading, k.content
            from howdah.chunks as k
           where k.tenant_id = j.tenant_id
             and k.id = (j.payload ->> 'chunk_id')::bigint
             and j.kind = 'embed_chunk'
           limit 1
        ) as c on true
        left join lateral (
          select o.title
            from howdah.documents as o
           where o.tenant_id = j.tenant_id and o.id = c.document_id
           limit 1
        ) as d on true
       where j.id = any (v_ids)
       order by j.priority, j.run_after, j.id;
    end if;
    return;
  end loop;
end
$$;
comment on function howdah.claim_jobs(text, text[], integer, interval) is
  'Claims jobs of one tenant in one lane under a lease. lanes has lane names, or the classes interactive and bulk for '
  'every lane whose provider the registered worker can call. Commit before you work; then complete, fail or release '
  'by (job_id, token). Raises 22004, 22023. Example: select * from howdah.claim_jobs(''worker-1'', ''{reports}'', 10).';
