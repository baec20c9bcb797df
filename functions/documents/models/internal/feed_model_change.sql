create or replace function howdah_internal.feed_model_change(change howdah_internal.model_changes)
  returns howdah_internal.model_changes
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_slice constant integer := 10000;
  v_lane text := howdah_internal.model_lane(change.new_model_id, 'bulk');
  v_ids bigint[];
begin
  -- A slice at a time: a million ready jobs would serve nobody.
  if change.is_fed or (
    select count(*) >= v_slice from (
      select from howdah_internal.jobs as j
       where j.lane = v_lane and j.tenant_id = change.tenant_id and j.state = 'ready'
       limit v_slice
    ) as waiting
  ) then
    return change;
  end if;
  v_ids := array(
    select c.id
      from howdah.chunks as c
     where c.tenant_id = change.tenant_id and c.collection = change.collection and c.id > change.fed_to
     order by c.id
     limit v_slice
  );
  update howdah_internal.model_changes as m
     set fed_to = coalesce(v_ids[cardinality(v_ids)], m.fed_to), is_fed = cardinality(v_ids) < v_slice
   where m.tenant_id = change.tenant_id and m.id = change.id
  returning m.* into strict change;
  perform howdah_internal.enqueue_embeddings(
    change.tenant_id,
    array(
      select f.id
        from unnest(v_ids) as f (id)
       where f.id not in (
         select j.chunk_id
           from howdah_internal.jobs as j
          where j.kind = 'embed_chunk' and j.lane = v_lane and j.state = 'dead' and j.tenant_id = change.tenant_id
       )
    ),
    change.new_model_id);
  return change;
end
$$;
comment on function howdah_internal.feed_model_change is
  'Gives the next slice of a collection''s chunks to the lane of its new model; returns the change.';
