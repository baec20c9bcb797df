create or replace function howdah.is_reembedded(tenant text, change_id bigint)
  returns boolean
  language plpgsql
  stable
  security definer -- called by definers with a tenant of their own
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_change howdah.model_changes;
begin
  select m.* into strict v_change
    from howdah.model_changes as m
   where m.tenant_id = is_reembedded.tenant and m.id = is_reembedded.change_id;
  -- Documents keep coming in: what has neither vector yet does not hold up the switch, for nothing is lost by it.
  return v_change.is_fed and not exists (
    select from howdah.chunks as c
      -- Row by row (limit 1): new partitions have no statistics, and the planner would read all of them.
      left join lateral (
        select e.content_hash
          from howdah.embeddings as e
         where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = v_change.new_model_id
         limit 1
      ) as n on true
      left join lateral (
        select e.content_hash
          from howdah.embeddings as e
         where e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = v_change.old_model_id
         limit 1
      ) as o on true
     where c.tenant_id = is_reembedded.tenant
       and c.collection = v_change.collection
       and n.content_hash is distinct from c.content_hash
       and (c.id <= v_change.fed_to or o.content_hash = c.content_hash)
  );
end
$$;
comment on function howdah.is_reembedded(text, bigint) is
  'Whether the new model has a vector for every chunk there was when the last slice was fed, and for every one that the '
  'old model has one for.';
