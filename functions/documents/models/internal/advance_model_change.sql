create or replace function howdah_internal.advance_model_change(change howdah_internal.model_changes)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_lane text := howdah_internal.model_lane(change.new_model_id, 'bulk');
  v_open integer;
  v_is_overlooked boolean;
begin
  change := howdah_internal.feed_model_change(change);
  select count(*) into v_open
    from (
      select from howdah_internal.jobs as j
       where j.lane = v_lane and j.tenant_id = change.tenant_id and j.state in ('ready', 'running')
       limit 1000
    ) as j;
  -- Looking at every chunk is worth it only near the end.
  if not change.is_fed or v_open = 1000 then
    return;
  end if;
  if howdah_internal.may_switch_model(change) then
    perform howdah_internal.switch_model(change);
    return;
  end if;
  -- Nothing is under way and something is missing: it committed late, its job was cancelled, or its job is dead.
  v_is_overlooked := v_open = 0 and '{}' != howdah_internal.chunks_without_vector(
    change.tenant_id, change.collection, change.new_model_id, 1);
  update howdah_internal.model_changes as m
     set fed_to = case when v_is_overlooked then 0 else m.fed_to end,
         is_fed = not v_is_overlooked,
         stalled_at = case when v_open = 0 and not v_is_overlooked then coalesce(m.stalled_at, howdah.clock()) end
   where m.tenant_id = change.tenant_id and m.id = change.id and (v_open = 0 or m.stalled_at is not null);
end
$$;
comment on function howdah_internal.advance_model_change is
  'The next step of a running change: feeds a slice, switches when nothing is missing, begins again where chunks were '
  'overlooked, or notes that dead jobs stand in the way.';
