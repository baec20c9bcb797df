create or replace function howdah.start_reembedding(collection text, model text)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_old integer;
  v_new integer;
  v_change howdah_internal.model_changes;
begin
  if start_reembedding.collection is null or start_reembedding.model is null then
    raise exception 'collection and model are required'
      using errcode = '22004',
            hint = 'Example: select howdah.start_reembedding(''default'', ''openai/text-embedding-3-small'').';
  end if;
  select c.embedding_model_id into v_old
    from howdah.collections as c
   where c.tenant_id = v_tenant and c.name = start_reembedding.collection
     for no key update;
  if not found then
    raise exception 'there is no such collection'
      using errcode = 'PT404', hint = 'Create it with howdah.create_collection.';
  end if;
  v_new := howdah_internal.find_model(start_reembedding.model, 'embedding');
  if v_new = v_old then
    raise exception 'the collection is embedded by this model already'
      using errcode = 'PT409', hint = 'select * from howdah.reembedding_progress shows its models.';
  end if;
  insert into howdah_internal.model_changes as m (tenant_id, collection, old_model_id, new_model_id)
  values (v_tenant, start_reembedding.collection, v_old, v_new)
  on conflict (tenant_id, collection) where state = 'running' do nothing
  returning m.* into v_change;
  if not found then
    raise exception 'the model of this collection is being changed already'
      using errcode = 'PT409',
            hint = 'See howdah.reembedding_progress; howdah.rollback_reembedding(collection) ends what is running.';
  end if;
  perform howdah_internal.feed_model_change(v_change);
  return v_change.id;
end
$$;
comment on function howdah.start_reembedding is
  'Begins to embed a collection by another model, beside the present one, which goes on answering; workers switch by '
  'themselves once every chunk has its new vector. howdah.reembedding_progress shows how far it is. Returns the id of '
  'the change. Raises 22004, PT404, PT409 while one runs and for the model that is there. '
  'Example: select howdah.start_reembedding(''default'', ''openai/text-embedding-3-small'').';
grant execute on function howdah.start_reembedding to howdah_admin;
