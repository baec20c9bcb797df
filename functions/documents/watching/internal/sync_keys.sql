create or replace function howdah_internal.sync_keys(watched howdah.watched_tables, relation regclass, keys jsonb)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  return howdah_internal.sync_rows(watched, relation, sync_keys.keys);
exception
  when data_exception then
    if jsonb_array_length(sync_keys.keys) > 1 then
      return (
        select sum(howdah_internal.sync_keys(watched, relation, jsonb_build_array(k.key)))
          from jsonb_array_elements(sync_keys.keys) as k (key));
    end if;
    -- No row has a key that its type cannot read: an older version noted it as the writer's session printed it.
    perform howdah_internal.delete_watched_document(d.tenant_id, d.document_id)
       from howdah_internal.watched_documents as d
      where d.watched_table_id = watched.id and d.key = sync_keys.keys -> 0 and d.document_id is not null;
    delete from howdah_internal.watched_documents as d
     where d.watched_table_id = watched.id and d.key = sync_keys.keys -> 0;
    return 1;
end
$$;
comment on function howdah_internal.sync_keys is
  'sync_rows, where some keys may be of no row because nothing can read them.';
