create or replace function howdah.finish_reembedding(collection text, allow_missing boolean default false)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_change howdah.model_changes;
begin
  if finish_reembedding.collection is null or finish_reembedding.allow_missing is null then
    raise exception 'collection and allow_missing are required'
      using errcode = '22004', hint = 'Example: select howdah.finish_reembedding(''default'').';
  end if;
  select m.* into v_change
    from howdah.model_changes as m
   where m.tenant_id = v_tenant and m.collection = finish_reembedding.collection and m.state = 'running'
     for update;
  if not found then
    raise exception 'no change of the model is running in this collection'
      using errcode = 'PT404', hint = 'howdah.start_reembedding(collection, model) begins one.';
  end if;
  if not finish_reembedding.allow_missing and not howdah.is_reembedded(v_tenant, v_change.id) then
    raise exception 'not every chunk has its new vector yet'
      using errcode = 'PT409',
            hint = 'Wait, see howdah.dead_jobs, or pass allow_missing => true: what is missing is found by keyword only.';
  end if;
  perform howdah.switch_model(v_tenant, v_change.id);
  return howdah.model_name(v_change.new_model_id);
end
$$;
comment on function howdah.finish_reembedding(text, boolean) is
  'Switches a collection to its new model now and returns the model''s name; workers do it by themselves when nothing is '
  'missing. allow_missing switches also where some chunks cannot be embedded. Raises 22004, PT404, PT409. '
  'Example: select howdah.finish_reembedding(''default'', allow_missing => true).';
