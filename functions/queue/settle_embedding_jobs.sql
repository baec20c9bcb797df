create or replace function howdah.settle_embedding_jobs(job_ids bigint[])
  returns bigint[]
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  -- One lane's jobs are one model's; as a value it opens one partition, and not for each row anew.
  v_model_id integer := (
    select (j.payload ->> 'model_id')::integer
      from howdah.jobs as j
     where j.id = settle_embedding_jobs.job_ids[1]
  );
  v_ids bigint[];
  v_stale bigint[];
  v_known bigint[];
  v_edited bigint[];
  v_waiting bigint[];
begin
  -- One look at all: chunks that are gone (stale), texts that have a vector somewhere in the tenant (known), and equal
  -- texts in this claim or in another one that runs (twins).
  select array_agg(l.id) filter (where l.is_stale), array_agg(l.id) filter (where l.is_known),
         array_agg(l.id) filter (where l.is_edited), array_agg(l.id) filter (where l.is_twin),
         array_agg(l.id order by l.n) filter (where not (l.is_stale or l.is_known or l.is_twin))
    into v_stale, v_known, v_edited, v_waiting, v_ids
    from (
      select o.*,
             not (o.is_stale or o.is_known) and (
               o.is_running or row_number() over (partition by o.content_hash order by o.id) > 1
             ) as is_twin
        from (
          select u.id, u.n, c.content_hash,
                 c.id is null as is_stale,
                 c.id is not null and j.content_hash is distinct from c.content_hash as is_edited,
                 vector.model_id is not null as is_known,
                 twin.id is not null as is_running
            from unnest(settle_embedding_jobs.job_ids) with ordinality as u (id, n)
            join howdah.jobs as j on j.id = u.id
            left join howdah.chunks as c
              on c.tenant_id = j.tenant_id and c.id = (j.payload ->> 'chunk_id')::bigint
            -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
            left join lateral (
              select e.model_id
                from howdah.embeddings as e
               where e.tenant_id = c.tenant_id and e.content_hash = c.content_hash
                 and e.model_id = v_model_id
               limit 1
            ) as vector on true
            -- So too: with an exists the planner would read all that runs in the lane, for every claim.
            left join lateral (
              select r.id
                from howdah.jobs as r
               where r.lane = j.lane and r.tenant_id = j.tenant_id and r.content_hash = c.content_hash
                 and r.state = 'running'
               limit 1
            ) as twin on true
        ) as o
    ) as l;
  if v_known is not null then
    -- The chunk itself may have it.
    v_stale := v_stale || array(
      select j.id
        from howdah.jobs as j
        join howdah.chunks as c
          on c.tenant_id = j.tenant_id and c.id = (j.payload ->> 'chunk_id')::bigint
        join howdah.embeddings as e
          on e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.content_hash = c.content_hash
         and e.model_id = v_model_id
       where j.id = any (v_known)
    );
    -- The same text has a vector of this model somewhere in the tenant: it is copied, not bought.
    with copied as (
      insert into howdah.embeddings as target (
        tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding
      )
      select c.tenant_id, known.model_id, c.id, c.collection, c.owner_id, c.content_hash, known.embedding
        from howdah.jobs as j
        join howdah.chunks as c
          on c.tenant_id = j.tenant_id and c.id = (j.payload ->> 'chunk_id')::bigint
       cross join lateral (
         select e.model_id, e.embedding
           from howdah.embeddings as e
          where e.tenant_id = c.tenant_id
            and e.content_hash = c.content_hash
            and e.model_id = v_model_id
          limit 1
       ) as known
       where j.id = any (v_known) and j.id != all (v_stale)
         -- An application that is deleting the chunk must not hold up the lane: that job waits.
         for key share of c skip locked
      on conflict (tenant_id, chunk_id, model_id) do update
        set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = howdah.now()
      returning target.tenant_id, target.chunk_id, target.model_id
    )
    select array_agg(j.id) filter (where c.chunk_id is not null),
           v_waiting || array_agg(j.id) filter (where c.chunk_id is null)
      into v_known, v_waiting
      from howdah.jobs as j
      left join copied as c
        on c.tenant_id = j.tenant_id
       and c.chunk_id = (j.payload ->> 'chunk_id')::bigint
       and c.model_id = v_model_id
     where j.id = any (v_known) and j.id != all (v_stale);
    perform howdah.finish_jobs(v_known, null, 'done');
  end if;
  perform howdah.finish_jobs(v_stale, null, 'stale');
  if v_edited is not null then
    update howdah.jobs as j
       set content_hash = c.content_hash
      from howdah.chunks as c
     where j.id = any (v_edited)
       and c.tenant_id = j.tenant_id and c.id = (j.payload ->> 'chunk_id')::bigint;
  end if;
  -- Of twins the first is embedded, the others copy from it afterwards.
  if v_waiting is not null then
    update howdah.jobs as j set run_after = howdah.clock() + interval '1 second' where j.id = any (v_waiting);
  end if;
  return coalesce(v_ids, '{}');
end
$$;
comment on function howdah.settle_embedding_jobs(bigint[]) is
  'Of these locked jobs of one lane, finishes those that need no call and returns those whose text must be embedded.';
