create or replace function howdah_internal.may_switch_model(change howdah_internal.model_changes)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  -- Documents keep coming in: what has neither vector yet does not hold up the switch, for nothing is lost by it.
  return change.is_fed and not exists (
    select from howdah.chunks as c
      -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
      left join lateral (
        select e.content_hash
          from howdah.embeddings as e
         where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = change.new_model_id
         limit 1
      ) as n on true
      left join lateral (
        select e.content_hash
          from howdah.embeddings as e
         where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = change.old_model_id
         limit 1
      ) as o on true
     where c.tenant_id = change.tenant_id and c.collection = change.collection
       and n.content_hash is distinct from c.content_hash
       and (c.id <= change.fed_to or o.content_hash = c.content_hash)
  );
end
$$;
comment on function howdah_internal.may_switch_model is
  'Whether the new model has a vector for every chunk that was fed, and for every one that the old model has one for.';
