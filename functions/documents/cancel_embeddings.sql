create or replace function howdah.cancel_embeddings(tenant text, chunk_ids bigint[])
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_count integer;
begin
  if coalesce(cardinality(cancel_embeddings.chunk_ids), 0) = 0 then
    return 0;
  end if;
  -- Skips what is being claimed at this moment: a worker finds its chunk gone, waiting for it could deadlock.
  delete from howdah.jobs as j
   where j.id = any (array(
     select w.id
       from howdah.jobs as w
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
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.cancel_embeddings(text, bigint[]) is 'Removes the ready embedding jobs of chunks that are gone.';
