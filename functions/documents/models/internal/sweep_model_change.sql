create or replace function howdah_internal.sweep_model_change(change howdah_internal.model_changes)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  update howdah_internal.model_changes as m
     set swept_at = howdah.clock()
   where m.tenant_id = change.tenant_id and m.id = change.id;
  -- A document whose transaction was open while the change began or ended knew only one of the two models.
  perform howdah_internal.enqueue_embeddings(
    change.tenant_id,
    howdah_internal.chunks_without_vector(change.tenant_id, change.collection, w.model_id, 10000), w.model_id)
     from unnest(array[change.new_model_id, change.old_model_id]) as w (model_id)
    where change.state = 'switched' or w.model_id = change.old_model_id;
end
$$;
comment on function howdah_internal.sweep_model_change is
  'After a switch or rollback, queues what the models that must be complete have no vector for.';
