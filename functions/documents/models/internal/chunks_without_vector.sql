create or replace function howdah_internal.chunks_without_vector(
  tenant text,
  collection text,
  model_id integer,
  max_chunks integer
)
  returns bigint[]
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  return array(
    select c.id
      from howdah.chunks as c
      -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
      left join lateral (
        select e.content_hash
          from howdah.embeddings as e
         where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = chunks_without_vector.model_id
         limit 1
      ) as known on true
     where c.tenant_id = chunks_without_vector.tenant
       and c.collection = chunks_without_vector.collection
       and known.content_hash is distinct from c.content_hash
       and c.id not in (
         select j.chunk_id
           from howdah.lanes as l
           join howdah_internal.jobs as j on j.kind = 'embed_chunk' and j.lane = l.name and j.state = 'dead'
          where l.model_id = chunks_without_vector.model_id
            and l.class = 'bulk'
            and j.tenant_id = chunks_without_vector.tenant
       )
     limit chunks_without_vector.max_chunks
  );
end
$$;
comment on function howdah_internal.chunks_without_vector is
  'Chunks of a collection without a model''s vector of their present text, except those whose job is dead.';
