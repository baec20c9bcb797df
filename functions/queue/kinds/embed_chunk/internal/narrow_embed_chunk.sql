create or replace function howdah_internal.narrow_embed_chunk(lane howdah.lanes, job_ids bigint[])
  returns bigint[]
  language plpgsql
  volatile
as $$
declare
  v_model_id integer := (narrow_embed_chunk.lane).model_id;
  v_ids bigint[];
  v_stale bigint[];
  v_known bigint[];
  v_copied bigint[];
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
            from unnest(narrow_embed_chunk.job_ids) with ordinality as u (id, n)
            join howdah_internal.jobs as j on j.id = u.id
            -- Row by row (limit 1): what is new has no statistics, and the planner would read all of it.
            left join lateral (
              select k.tenant_id, k.id, k.content_hash
                from howdah.chunks as k
               where k.tenant_id = j.tenant_id and k.id = j.chunk_id
               limit 1
            ) as c on true
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
                from howdah_internal.jobs as r
               where r.lane = j.lane and r.tenant_id = j.tenant_id and r.content_hash = c.content_hash
                 and r.state = 'running'
               limit 1
            ) as twin on true
        ) as o
    ) as l;
  if v_known is not null then
    -- Copied, not bought: done. What has its own vector by now is stale; a chunk that somebody is deleting waits.
    v_copied := array(
      select howdah_internal.copy_known_vectors(
        (select j.tenant_id from howdah_internal.jobs as j where j.id = v_known[1]),
        array(select j.chunk_id from howdah_internal.jobs as j where j.id = any (v_known)),
        v_model_id));
    select array_agg(j.id) filter (where c.id = any (v_copied)),
           v_stale || array_agg(j.id) filter (where c.id is null or c.id != all (v_copied) and e.chunk_id is not null),
           v_waiting || array_agg(j.id) filter (where c.id is not null and e.chunk_id is null)
      into v_known, v_stale, v_waiting
      from howdah_internal.jobs as j
      left join howdah.chunks as c on c.tenant_id = j.tenant_id and c.id = j.chunk_id
      left join howdah.embeddings as e
        on e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.content_hash = c.content_hash
       and e.model_id = v_model_id
     where j.id = any (v_known);
    perform howdah_internal.finish_jobs(v_known, null, 'done');
  end if;
  perform howdah_internal.finish_jobs(v_stale, null, 'stale');
  if v_edited is not null then
    update howdah_internal.jobs as j
       set content_hash = c.content_hash
      from howdah.chunks as c
     where j.id = any (v_edited)
       and c.tenant_id = j.tenant_id and c.id = j.chunk_id;
  end if;
  -- Of twins the first is embedded, the others copy from it afterwards.
  if v_waiting is not null then
    update howdah_internal.jobs as j set run_after = howdah.clock() + interval '1 second' where j.id = any (v_waiting);
  end if;
  return coalesce(v_ids, '{}');
end
$$;
comment on function howdah_internal.narrow_embed_chunk is
  'Of these locked jobs of one tenant and model, finishes those that need no call and returns those whose text must be '
  'embedded.';
