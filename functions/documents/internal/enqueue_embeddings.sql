create or replace function howdah_internal.enqueue_embeddings(tenant text, chunk_ids bigint[], model_id integer)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_lane text;
  v_prefix_tokens integer;
  v_count integer;
begin
  if coalesce(cardinality(enqueue_embeddings.chunk_ids), 0) = 0 then
    return 0;
  end if;
  -- A text whose vector is known somewhere in the tenant is never sent again.
  perform howdah_internal.copy_known_vectors(
    enqueue_embeddings.tenant, enqueue_embeddings.chunk_ids, enqueue_embeddings.model_id);
  v_lane := howdah_internal.model_lane(enqueue_embeddings.model_id, 'bulk');
  v_prefix_tokens := (
    select howdah.estimate_tokens(m.document_prefix)
      from howdah.models as m
     where m.id = enqueue_embeddings.model_id and m.document_prefix != '');
  insert into howdah_internal.jobs (
    tenant_id, user_id, kind, lane, dedup_key, content_hash, estimated_tokens, chunk_id, payload
  )
  select c.tenant_id, howdah.current_user_id(), 'embed_chunk', v_lane, c.id::text || ':' || enqueue_embeddings.model_id,
         c.content_hash, c.token_count + coalesce(v_prefix_tokens, 0), c.id,
         jsonb_build_object('model_id', enqueue_embeddings.model_id)
    from howdah.chunks as c
    -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
    left join lateral (
      select e.content_hash
        from howdah.embeddings as e
       where e.tenant_id = c.tenant_id and e.chunk_id = c.id
         and e.model_id = enqueue_embeddings.model_id
       limit 1
    ) as known on true
   where c.tenant_id = enqueue_embeddings.tenant
     and c.id = any (enqueue_embeddings.chunk_ids)
     and known.content_hash is distinct from c.content_hash
   order by c.id
  on conflict (tenant_id, kind, dedup_key) where state = 'ready' and dedup_key is not null do nothing;
  get diagnostics v_count = row_count;
  if v_count > 0 then
    perform howdah_internal.lower_head(v_lane, enqueue_embeddings.tenant, 0, v_now);
    perform howdah_internal.notify_workers(v_lane);
  end if;
  -- While the model of their collection changes, and as long as one may go back, chunks get a vector of the other model
  -- too. Nothing in the table is the rule: one look at an index.
  if exists (
    select from howdah_internal.model_changes as m where m.tenant_id = enqueue_embeddings.tenant and m.ended_at is null
  ) then
    perform howdah_internal.enqueue_embeddings(enqueue_embeddings.tenant, o.chunk_ids, o.model_id)
       from (
         select x.model_id, array_agg(c.id) as chunk_ids
           from howdah.chunks as c
           join howdah.collections as k
             on k.tenant_id = c.tenant_id and k.name = c.collection
            -- Only beside the model that answers: the call for the other one makes no third.
            and k.embedding_model_id = enqueue_embeddings.model_id
           join howdah_internal.model_changes as m
             on m.tenant_id = k.tenant_id and m.collection = k.name
            and (m.state = 'running' or m.state = 'switched' and m.kept_until > v_now)
          cross join lateral (
            select case m.state when 'running' then m.new_model_id else m.old_model_id end as model_id
          ) as x
          where c.tenant_id = enqueue_embeddings.tenant
            and c.id = any (enqueue_embeddings.chunk_ids)
            and m.ended_at is null
            and x.model_id != enqueue_embeddings.model_id
          group by x.model_id
       ) as o;
  end if;
  return v_count;
end
$$;
comment on function howdah_internal.enqueue_embeddings is
  'Gets these chunks their vector of a model: copied where known, else queued. Returns how many jobs it added.';
