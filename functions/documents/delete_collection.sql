create or replace function howdah.delete_collection(collection text)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_watched text;
  v_count integer;
begin
  if delete_collection.collection is null then
    raise exception 'collection is required'
      using errcode = '22004', hint = 'Example: select howdah.delete_collection(''manuals'').';
  end if;
  perform from howdah.collections as c
    where c.tenant_id = v_tenant and c.name = delete_collection.collection
      for update;
  if not found then
    raise exception 'there is no such collection'
      using errcode = 'PT404', hint = 'As howdah_app: howdah.embedding_coverage lists what is.';
  end if;
  select format('%I.%I', w.source_schema, w.source_table) into v_watched
    from howdah.watched_tables as w
   where w.collection = delete_collection.collection and coalesce(w.tenant, v_tenant) = v_tenant
   order by w.id
   limit 1;
  if found then
    -- Its rows would come back, and only who owns the table may end that.
    raise exception 'the table % is watched for the collection', v_watched
      using errcode = 'PT409',
            hint = format('End that first, as the owner of the table:  select howdah.unwatch_table(%L, %L)',
              v_watched, delete_collection.collection);
  end if;
  v_count := howdah_internal.remove_documents(v_tenant, array(
    select d.id from howdah.documents as d
     where d.tenant_id = v_tenant and d.collection = delete_collection.collection
     order by d.id
       for update));
  delete from howdah_internal.retrieval_baselines as b
   where b.tenant_id = v_tenant and b.collection = delete_collection.collection;
  delete from howdah.collections as c where c.tenant_id = v_tenant and c.name = delete_collection.collection;
  return v_count;
end
$$;
comment on function howdah.delete_collection is
  'Deletes a collection of the tenant with all its documents, also those of users, and their vectors and waiting jobs; '
  'returns how many documents. Raises 22004, PT404, and PT409 while a table is watched for it. '
  'Example: select howdah.delete_collection(''manuals'').';
grant execute on function howdah.delete_collection to howdah_admin;
