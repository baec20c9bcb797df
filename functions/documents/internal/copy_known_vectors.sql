create or replace function howdah_internal.copy_known_vectors(tenant text, chunk_ids bigint[], model_id integer)
  returns setof bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  insert into howdah.embeddings as own (
    tenant_id, model_id, chunk_id, collection, owner_id, audience_id, content_hash, embedding
  )
  select c.tenant_id, copy_known_vectors.model_id, c.id, c.collection, c.owner_id, c.audience_id, c.content_hash,
         known.embedding
    from howdah.chunks as c
   cross join lateral (
     select e.embedding
       from howdah.embeddings as e
      where e.tenant_id = c.tenant_id and e.content_hash = c.content_hash
        and e.model_id = copy_known_vectors.model_id
      limit 1
   ) as known
   where c.tenant_id = copy_known_vectors.tenant
     and c.id = any (copy_known_vectors.chunk_ids)
     -- Whoever is deleting a chunk must not hold up the others.
     for key share of c skip locked
  on conflict (tenant_id, chunk_id, model_id) do update
    set content_hash = excluded.content_hash, embedding = excluded.embedding, created_at = howdah.now()
    where own.content_hash != excluded.content_hash
  returning own.chunk_id;
end
$$;
comment on function howdah_internal.copy_known_vectors is
  'Gives chunks the vector that their text already has from this model in the tenant; returns which chunks.';
