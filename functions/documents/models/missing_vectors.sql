create or replace function howdah.missing_vectors(tenant text, collection text, model_id integer, max_chunks integer)
  returns bigint[]
  language plpgsql
  stable
  security definer -- no group role reads jobs
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_dead bigint[] := array(
    select (j.payload ->> 'chunk_id')::bigint
      from howdah.lanes as l
      join howdah.jobs as j on j.kind = 'embed_chunk' and j.lane = l.name and j.state = 'dead'
     where l.model_id = missing_vectors.model_id
       and l.class = 'bulk'
       and j.tenant_id = missing_vectors.tenant
  );
begin
  return array(
    select c.id
      from howdah.chunks as c
      -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
      left join lateral (
        select e.content_hash
          from howdah.embeddings as e
         where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = missing_vectors.model_id
         limit 1
      ) as known on true
     where c.tenant_id = missing_vectors.tenant
       and c.collection = missing_vectors.collection
       and known.content_hash is distinct from c.content_hash
       and c.id != all (v_dead)
     limit missing_vectors.max_chunks
  );
end
$$;
comment on function howdah.missing_vectors(text, text, integer, integer) is
  'Chunks of a collection without the vector of their present text in a model, except those whose job is dead.';
