create or replace function howdah.finish_reembedding(collection text, allow_missing boolean default false)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_allow_missing boolean := coalesce(finish_reembedding.allow_missing, false);
  v_tenant text := howdah_internal.acting_tenant();
  v_change howdah_internal.model_changes;
begin
  if finish_reembedding.collection is null then
    raise exception 'collection is required'
      using errcode = '22004', hint = 'Example: select howdah.finish_reembedding(''default'').';
  end if;
  select m.* into v_change
    from howdah_internal.model_changes as m
   where m.tenant_id = v_tenant and m.collection = finish_reembedding.collection and m.state = 'running'
     for update;
  if not found then
    raise exception 'no change of the model is running in this collection'
      using errcode = 'PT404', hint = 'howdah.start_reembedding(collection, model) begins one.';
  end if;
  if not v_allow_missing and not howdah_internal.may_switch_model(v_change) then
    raise exception 'not every chunk has its new vector yet'
      using errcode = 'PT409',
            hint = 'Wait, see howdah.dead_jobs, or pass allow_missing => true: what is missing is found by keyword.';
  end if;
  perform howdah_internal.switch_model(v_change);
  return howdah_internal.model_name(v_change.new_model_id);
end
$$;
comment on function howdah.finish_reembedding is
  'Switches a collection to its new model now and returns the model''s name; workers do it by themselves when nothing '
  'is missing. allow_missing switches also where some chunks cannot be embedded. Raises 22004, PT404, PT409. '
  'Example: select howdah.finish_reembedding(''default'', allow_missing => true).';
grant execute on function howdah.finish_reembedding to howdah_admin;
