create or replace function howdah.enqueue_for_changes(tenant text, chunk_ids bigint[], model_id integer)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  -- Nothing in the table is the rule: one look at an index.
  if not exists (
    select from howdah.model_changes as m
     where m.tenant_id = enqueue_for_changes.tenant and m.ended_at is null
  ) then
    return;
  end if;
  perform howdah.enqueue_embeddings(enqueue_for_changes.tenant, o.chunk_ids, o.other_id)
     from (
       select x.other_id, array_agg(c.id) as chunk_ids
         from howdah.chunks as c
         join howdah.collections as k
           on k.tenant_id = c.tenant_id and k.name = c.collection
          -- Only for the model that answers: the second call of this function finds no third.
          and k.embedding_model_id = enqueue_for_changes.model_id
         join howdah.model_changes as m
           on m.tenant_id = k.tenant_id and m.collection = k.name and m.ended_at is null
        cross join lateral (
          select case m.state when 'running' then m.new_model_id else m.old_model_id end as other_id
        ) as x
        where c.tenant_id = enqueue_for_changes.tenant
          and c.id = any (enqueue_for_changes.chunk_ids)
          and (m.state = 'running' or m.state = 'switched' and m.kept_until > howdah.clock())
          and x.other_id != enqueue_for_changes.model_id
        group by x.other_id
     ) as o;
end
$$;
comment on function howdah.enqueue_for_changes(text, bigint[], integer) is
  'While the model of their collection changes, and as long as one may go back, chunks get a vector of the other model too.';
