create or replace function howdah.settle_embedding_jobs(job_ids bigint[])
  returns bigint[]
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_stale bigint[];
  v_reused bigint[];
  v_twins bigint[];
begin
  -- Gone chunks and chunks that already have the vector of their present text need no call.
  select array_agg(j.id)
    into v_stale
    from howdah.jobs as j
    left join howdah.chunks as c
      on c.tenant_id = j.tenant_id and c.id = (j.payload ->> 'chunk_id')::bigint
    -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
    left join lateral (
      select e.content_hash
        from howdah.embeddings as e
       where e.tenant_id = j.tenant_id
         and e.chunk_id = (j.payload ->> 'chunk_id')::bigint
         and e.model_id = (j.payload ->> 'model_id')::integer
       limit 1
    ) as known on true
   where j.id = any (settle_embedding_jobs.job_ids)
     and (c.id is null or known.content_hash = c.content_hash);
  perform howdah.finish_jobs(v_stale, null, 'stale');

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
          and e.model_id = (j.payload ->> 'model_id')::integer
        limit 1
     ) as known
     where j.id = any (settle_embedding_jobs.job_ids)
       -- An application that is deleting the chunk must not hold up the lane.
       for key share of c skip locked
    on conflict (tenant_id, chunk_id, model_id) do update
      set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = howdah.now()
    returning target.tenant_id, target.chunk_id, target.model_id
  )
  select array_agg(j.id)
    into v_reused
    from howdah.jobs as j
    join copied as c
      on c.tenant_id = j.tenant_id
     and c.chunk_id = (j.payload ->> 'chunk_id')::bigint
     and c.model_id = (j.payload ->> 'model_id')::integer
   where j.id = any (settle_embedding_jobs.job_ids);
  perform howdah.finish_jobs(v_reused, null, 'done');

  update howdah.jobs as j
     set content_hash = c.content_hash
    from howdah.chunks as c
   where j.id = any (settle_embedding_jobs.job_ids)
     and c.tenant_id = j.tenant_id and c.id = (j.payload ->> 'chunk_id')::bigint
     and j.content_hash is distinct from c.content_hash;

  -- Equal texts, in one claim or in another one that runs: the first is embedded, the others copy from it afterwards.
  v_twins := array(
    select t.id
      from (
        select j.id, j.lane, j.tenant_id, j.content_hash,
               row_number() over (partition by j.tenant_id, j.content_hash, j.lane order by j.id) as position
          from howdah.jobs as j
         where j.id = any (settle_embedding_jobs.job_ids)
      ) as t
     where t.position > 1
        or exists (
          select from howdah.jobs as r
           where r.lane = t.lane and r.tenant_id = t.tenant_id and r.content_hash = t.content_hash
             and r.state = 'running'
        )
  );
  if v_twins != '{}' then
    update howdah.jobs as j set run_after = howdah.clock() + interval '1 second' where j.id = any (v_twins);
  end if;

  return array(
    select j.id from howdah.jobs as j
     where j.id = any (settle_embedding_jobs.job_ids)
       and j.id != all (v_twins)
     order by j.priority, j.run_after, j.id
  );
end
$$;
comment on function howdah.settle_embedding_jobs(bigint[]) is
  'Of these locked jobs, finishes those that need no call and returns those whose text must be embedded.';
