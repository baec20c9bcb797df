create or replace function howdah.sweep_change(tenant text, change_id bigint)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_change howdah.model_changes;
  v_model_id integer;
  v_count integer := 0;
begin
  update howdah.model_changes as m
     set swept_at = howdah.clock()
   where m.tenant_id = sweep_change.tenant and m.id = sweep_change.change_id
  returning m.* into strict v_change;
  -- A document whose transaction was open while the change began or ended knew only one of the two models.
  foreach v_model_id in array case v_change.state
    when 'switched' then array[v_change.new_model_id, v_change.old_model_id]
    else array[v_change.old_model_id] end
  loop
    v_count := v_count + howdah.enqueue_embeddings(
      sweep_change.tenant,
      howdah.missing_vectors(sweep_change.tenant, v_change.collection, v_model_id, 10000),
      v_model_id);
  end loop;
  return v_count;
end
$$;
comment on function howdah.sweep_change(text, bigint) is
  'After a switch or its rollback, queues what the models that must be complete have no vector for; returns how many jobs.';
