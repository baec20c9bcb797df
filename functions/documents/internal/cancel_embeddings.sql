create or replace function howdah_internal.cancel_embeddings(tenant text, chunk_ids bigint[])
  returns void
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  if coalesce(cardinality(cancel_embeddings.chunk_ids), 0) = 0 then
    return;
  end if;
  -- Skips what is being claimed at this moment: a worker finds its chunk gone, waiting for it could deadlock.
  delete from howdah_internal.jobs as j
   where j.id = any (array(
     select w.id
       from howdah_internal.jobs as w
       join (
         select c.id::text || ':' || m.id as dedup_key
           from unnest(cancel_embeddings.chunk_ids) as c (id)
          cross join howdah.models as m
          where m.kind = 'embedding'
       ) as k on k.dedup_key = w.dedup_key
      where w.tenant_id = cancel_embeddings.tenant
        and w.kind = 'embed_chunk'
        and w.state = 'ready'
        for update of w skip locked
   ));
end
$$;
comment on function howdah_internal.cancel_embeddings is 'Removes the ready embedding jobs of chunks that are gone.';
