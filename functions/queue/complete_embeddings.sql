drop function if exists howdah.complete_embeddings(
  bigint[], bigint, halfvec[], text, text, integer, uuid, timestamptz, jsonb);
create or replace function howdah.complete_embeddings(
  job_ids bigint[],
  token bigint,
  embeddings halfvec[],
  tenant text,
  payer text,
  model_id bigint,
  call_id uuid,
  started_at timestamptz,
  usage jsonb
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_model_id integer := howdah_internal.whole('model_id', complete_embeddings.model_id);
  v_mine bigint[];
  v_held bigint[];
  v_busy bigint[] := '{}';
  v_count integer;
  v_dimensions integer := (select m.dimensions from howdah.models as m where m.id = v_model_id);
begin
  if cardinality(complete_embeddings.job_ids) is distinct from cardinality(complete_embeddings.embeddings) then
    raise exception 'there are % jobs but % embeddings', cardinality(complete_embeddings.job_ids),
      cardinality(complete_embeddings.embeddings)
      using errcode = '22023', hint = 'Pass one embedding a job, in the same order.';
  end if;
  if exists (
    select from unnest(complete_embeddings.embeddings) as e (embedding)
     where e.embedding is null or vector_dims(e.embedding) != v_dimensions or l2_norm(e.embedding) = 0
  ) then
    raise exception 'an embedding is null, all zero or not of % dimensions', v_dimensions
      using errcode = '22023', hint = 'Call fail_jobs with code bad_response instead.';
  end if;
  -- Only where the chunk still says what was embedded. One that an application is deleting is not waited for: its
  -- job goes back and finds out.
  with mine as materialized (
    select j.id, j.kind, j.tenant_id, j.content_hash, j.chunk_id
      from howdah_internal.jobs as j
     where j.id = any (complete_embeddings.job_ids) and j.token = complete_embeddings.token
     order by j.id
       for update
  ), held as materialized (
    select m.id, m.content_hash as embedded_hash, c.*
      from mine as m
     cross join lateral (
       select k.id as chunk_id, k.tenant_id, k.collection, k.owner_id, k.audience_id, k.content_hash
         from howdah.chunks as k
        where k.tenant_id = m.tenant_id and k.id = m.chunk_id
          for key share skip locked
     ) as c
     where m.kind = 'embed_chunk'
  ), stored as (
    insert into howdah.embeddings (
      tenant_id, model_id, chunk_id, collection, owner_id, audience_id, content_hash, embedding
    )
    select h.tenant_id, v_model_id, h.chunk_id, h.collection, h.owner_id, h.audience_id, h.content_hash, r.embedding
      from unnest(complete_embeddings.job_ids, complete_embeddings.embeddings) as r (id, embedding)
      join held as h on h.id = r.id and h.content_hash = h.embedded_hash
    on conflict (tenant_id, chunk_id, model_id) do update
      set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = howdah.now()
    returning chunk_id
  )
  select array(select m.id from mine as m), array(select h.id from held as h), (select count(*) from stored)
    into v_mine, v_held, v_count;
  if cardinality(v_held) < cardinality(v_mine) then
    insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, query_prefix, embedding)
    select j.tenant_id, v_model_id, howdah_internal.query_hash(j.payload ->> 'query'),
           coalesce(j.payload ->> 'query_prefix', ''), r.embedding
      from unnest(complete_embeddings.job_ids, complete_embeddings.embeddings) as r (id, embedding)
      join howdah_internal.jobs as j on j.id = r.id
     where j.id = any (v_mine) and j.kind = 'embed_query'
    on conflict do nothing;
    v_busy := array(
      select j.id
        from howdah_internal.jobs as j
        join howdah.chunks as c on c.tenant_id = j.tenant_id and c.id = j.chunk_id
       where j.id = any (v_mine) and j.id != all (v_held) and j.kind = 'embed_chunk'
    );
  end if;
  perform howdah_internal.clear_refusals(j.lane) from howdah_internal.jobs as j where j.id = v_mine[1];
  perform howdah_internal.requeue_jobs(v_busy, howdah.clock() + interval '5 seconds');
  perform howdah_internal.finish_jobs(v_mine, complete_embeddings.token, 'done');
  -- Money that was spent is recorded, also for a late worker whose results no longer count.
  perform howdah_internal.write_usage(
    complete_embeddings.tenant, complete_embeddings.payer, complete_embeddings.call_id, 1,
    complete_embeddings.started_at, v_model_id,
    complete_embeddings.usage || jsonb_build_object('item_count', cardinality(complete_embeddings.job_ids)));
  return v_count;
end
$$;
comment on function howdah.complete_embeddings is
  'Stores the vectors of claimed jobs, records the call''s usage and finishes the jobs, in one transaction; returns '
  'how many chunks got a vector. Chunks that changed or went in the meantime, and jobs claimed by somebody else since, '
  'change nothing. Raises 22004, 22023, PT404. Example: select howdah.complete_embeddings(array[42], :token, '
  'array[:''vector''::halfvec], ''acme'', ''ann'', 1, gen_random_uuid(), now(), ''{"input_tokens": 9}'').';
grant execute on function howdah.complete_embeddings to howdah_worker;
