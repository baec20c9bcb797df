create or replace function howdah.advance_reembedding(tenant text, change_id bigint)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_change howdah.model_changes;
  v_lane text;
  v_open integer;
  v_left bigint[];
begin
  perform howdah.feed_reembedding(advance_reembedding.tenant, advance_reembedding.change_id);
  select m.* into strict v_change
    from howdah.model_changes as m
   where m.tenant_id = advance_reembedding.tenant and m.id = advance_reembedding.change_id;
  v_lane := howdah.model_lane(v_change.new_model_id, 'bulk');
  select count(*) into v_open
    from (
      select from howdah.jobs as j
       where j.lane = v_lane
         and j.tenant_id = advance_reembedding.tenant
         and j.state in ('ready', 'running')
       limit 1000
    ) as j;
  -- Looking at every chunk is worth it only near the end.
  if not v_change.is_fed or v_open = 1000 then
    return;
  end if;
  if howdah.is_reembedded(advance_reembedding.tenant, v_change.id) then
    perform howdah.switch_model(advance_reembedding.tenant, v_change.id);
    return;
  end if;
  if v_open > 0 then
    update howdah.model_changes as m
       set stalled_at = null
     where m.tenant_id = advance_reembedding.tenant and m.id = v_change.id and m.stalled_at is not null;
    return;
  end if;
  -- Nothing is under way and something is missing: it committed late, its job was cancelled, or its job is dead.
  v_left := howdah.missing_vectors(advance_reembedding.tenant, v_change.collection, v_change.new_model_id, 1);
  update howdah.model_changes as m
     set fed_to = case when v_left = '{}' then m.fed_to else 0 end,
         is_fed = v_left = '{}',
         stalled_at = case when v_left = '{}' then coalesce(m.stalled_at, howdah.clock()) end
   where m.tenant_id = advance_reembedding.tenant and m.id = v_change.id;
end
$$;
comment on function howdah.advance_reembedding(text, bigint) is
  'The next step of a running change: feeds a slice, switches when nothing is missing, begins again where chunks were '
  'overlooked, or notes that dead jobs stand in the way.';
