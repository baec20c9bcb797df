create or replace function howdah.enqueue_embeddings(tenant text, chunk_ids bigint[], model_id integer)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_lane text;
  v_count integer;
begin
  if coalesce(cardinality(enqueue_embeddings.chunk_ids), 0) = 0 then
    return 0;
  end if;
  -- A text whose vector is known somewhere in the tenant is never sent again.
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding)
  select c.tenant_id, enqueue_embeddings.model_id, c.id, c.collection, c.owner_id, c.content_hash, k.embedding
    from howdah.chunks as c
   cross join lateral (
     select e.embedding
       from howdah.embeddings as e
      where e.tenant_id = c.tenant_id
        and e.content_hash = c.content_hash
        and e.model_id = enqueue_embeddings.model_id
      limit 1
   ) as k
   where c.tenant_id = enqueue_embeddings.tenant
     and c.id = any (enqueue_embeddings.chunk_ids)
  on conflict (tenant_id, chunk_id, model_id) do update
    set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = howdah.now();

  v_lane := howdah.model_lane(enqueue_embeddings.model_id, 'bulk');
  insert into howdah.jobs (tenant_id, user_id, kind, lane, dedup_key, content_hash, estimated_tokens, payload)
  select c.tenant_id, howdah.current_user_id(), 'embed_chunk', v_lane, c.id::text || ':' || enqueue_embeddings.model_id,
         c.content_hash, c.token_count, jsonb_build_object('chunk_id', c.id, 'model_id', enqueue_embeddings.model_id)
    from howdah.chunks as c
    -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
    left join lateral (
      select e.content_hash
        from howdah.embeddings as e
       where e.tenant_id = c.tenant_id
         and e.chunk_id = c.id
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
    perform howdah.note_head(v_lane, enqueue_embeddings.tenant, 0, v_now);
    perform howdah.notify_workers(v_lane);
  end if;
  perform howdah.enqueue_for_changes(enqueue_embeddings.tenant, enqueue_embeddings.chunk_ids, enqueue_embeddings.model_id);
  return v_count;
end
$$;
comment on function howdah.enqueue_embeddings(text, bigint[], integer) is
  'Sees to it that these chunks get their vector of a model: copied where the same text has one, queued else. Returns how '
  'many jobs it added.';
