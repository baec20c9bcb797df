create or replace function howdah.enqueue_embeddings(tenant text, document_id uuid, model_id integer)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_lane text := howdah.model_lane(enqueue_embeddings.model_id, 'bulk');
  v_count integer;
begin
  -- The same text of the tenant has a vector of this model already: it is copied, not bought.
  insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, owner_id, content_hash, embedding)
  select c.tenant_id, enqueue_embeddings.model_id, c.id, c.collection, c.owner_id, c.content_hash, known.embedding
    from howdah.chunks as c
   cross join lateral (
     select e.embedding
       from howdah.embeddings as e
      where e.tenant_id = c.tenant_id
        and e.content_hash = c.content_hash
        and e.model_id = enqueue_embeddings.model_id
      limit 1
   ) as known
   where c.tenant_id = enqueue_embeddings.tenant
     and c.document_id = enqueue_embeddings.document_id
  on conflict do nothing;
  insert into howdah.jobs (tenant_id, user_id, kind, lane, dedup_key, estimated_tokens, payload)
  select c.tenant_id, howdah.current_user_id(), 'embed_chunk', v_lane,
         c.id || ':' || enqueue_embeddings.model_id, c.token_count,
         jsonb_build_object('chunk_id', c.id, 'model_id', enqueue_embeddings.model_id)
    from howdah.chunks as c
   where c.tenant_id = enqueue_embeddings.tenant
     and c.document_id = enqueue_embeddings.document_id
     and not exists (
       select from howdah.embeddings as e
        where e.tenant_id = c.tenant_id
          and e.chunk_id = c.id
          and e.model_id = enqueue_embeddings.model_id
          and e.content_hash = c.content_hash
     )
   order by c.chunk_index
  on conflict (tenant_id, kind, dedup_key) where state = 'ready' and dedup_key is not null do nothing;
  get diagnostics v_count = row_count;
  if v_count > 0 then
    perform howdah.notify_workers(v_lane);
  end if;
  return v_count;
end
$$;
comment on function howdah.enqueue_embeddings(text, uuid, integer) is
  'Gives every chunk of a document its vector: a copy where the text is known, else a job. Returns the number of jobs.';
