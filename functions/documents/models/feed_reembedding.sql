create or replace function howdah.feed_reembedding(tenant text, change_id bigint)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_slice constant integer := 10000;
  v_change howdah.model_changes;
  v_lane text;
  v_ids bigint[];
  v_dead bigint[];
begin
  select m.* into strict v_change
    from howdah.model_changes as m
   where m.tenant_id = feed_reembedding.tenant and m.id = feed_reembedding.change_id
     for update;
  v_lane := howdah.model_lane(v_change.new_model_id, 'bulk');
  -- A slice at a time: a million ready jobs would serve nobody.
  if v_change.is_fed or (
    select count(*) >= v_slice from (
      select from howdah.jobs as j
       where j.lane = v_lane and j.tenant_id = feed_reembedding.tenant and j.state = 'ready'
       limit v_slice
    ) as waiting
  ) then
    return 0;
  end if;
  v_ids := array(
    select c.id
      from howdah.chunks as c
     where c.tenant_id = feed_reembedding.tenant
       and c.collection = v_change.collection
       and c.id > v_change.fed_to
     order by c.id
     limit v_slice
  );
  v_dead := array(
    select (j.payload ->> 'chunk_id')::bigint
      from howdah.jobs as j
     where j.kind = 'embed_chunk' and j.lane = v_lane and j.state = 'dead' and j.tenant_id = feed_reembedding.tenant
  );
  update howdah.model_changes as m
     set fed_to = coalesce(v_ids[cardinality(v_ids)], m.fed_to), is_fed = cardinality(v_ids) < v_slice
   where m.tenant_id = feed_reembedding.tenant and m.id = feed_reembedding.change_id;
  return howdah.enqueue_embeddings(
    feed_reembedding.tenant,
    array(select f.id from unnest(v_ids) as f (id) where f.id != all (v_dead)),
    v_change.new_model_id);
end
$$;
comment on function howdah.feed_reembedding(text, bigint) is
  'Gives the next slice of a collection''s chunks to the lane of its new model; returns how many jobs it added.';
