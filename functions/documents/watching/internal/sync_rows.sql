create or replace function howdah_internal.sync_rows(watched howdah.watched_tables, relation regclass, keys jsonb)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_before text[] := howdah_internal.act_for(null);
  v_row record;
  v_key jsonb;
  v_old record;
  v_id uuid;
  v_error text;
  v_source text;
  v_count integer := 0;
begin
  perform set_config('howdah.syncs_rows', 'on', true);
  perform set_config('howdah.origin', 'watch', true);
  for v_row in select r.* from howdah_internal.watched_rows(watched, relation, sync_rows.keys) as r loop
    v_count := v_count + 1;
    v_id := null;
    v_error := null;
    v_key := coalesce(v_row.row_key, v_row.key);
    if v_row.row_key is not null and v_row.content ~ '\S' then
      begin
        if v_row.tenant is null then
          raise exception 'the tenant column is null' using errcode = '22004';
        end if;
        v_source := howdah_internal.row_source(watched, v_row.name);
        perform howdah_internal.rename_watched_document(
          v_row.tenant, watched.id, array[v_row.row_key, v_row.key], v_source);
        perform howdah_internal.act_for(array[v_row.tenant, v_row.owner]);
        v_id := howdah.add_document(
          v_row.content, v_source, v_row.title, v_row.metadata, watched.collection,
          private => v_row.owner is not null);
      exception
        -- One row that cannot be a document stops no other.
        when data_exception or string_data_right_truncation or invalid_authorization_specification
          or check_violation or program_limit_exceeded then
          v_error := format('%s (%s)', sqlerrm, sqlstate);
      end;
    end if;
    -- What the row was before, where that is another document: the row went, or to another tenant, owner or spelling.
    for v_old in
      select d.tenant_id, d.document_id, d.key
        from howdah_internal.watched_documents as d
       where d.watched_table_id = watched.id and d.key in (v_row.key, v_key)
    loop
      if v_old.document_id is distinct from v_id and not exists (
           select from howdah_internal.watched_documents as o
            where o.tenant_id = v_old.tenant_id and o.document_id = v_old.document_id
              and (o.watched_table_id, o.key) != (watched.id, v_old.key)) then
        perform howdah_internal.delete_watched_document(v_old.tenant_id, v_old.document_id);
      end if;
      if v_old.tenant_id is distinct from v_row.tenant or v_old.key != v_key or v_id is null and v_error is null then
        delete from howdah_internal.watched_documents as d
         where d.tenant_id = v_old.tenant_id and d.watched_table_id = watched.id and d.key = v_old.key;
      end if;
    end loop;
    if v_id is not null or v_error is not null then
      insert into howdah_internal.watched_documents as d (
        tenant_id, watched_table_id, key, document_id, error, error_at
      )
      values (
        coalesce(v_row.tenant, 'default'), watched.id, v_key, v_id, v_error,
        case when v_error is not null then howdah.clock() end
      )
      on conflict (tenant_id, watched_table_id, key) do update
        set document_id = excluded.document_id, error = excluded.error, error_at = excluded.error_at
      where (d.document_id, d.error) is distinct from (excluded.document_id, excluded.error);
    end if;
  end loop;
  perform set_config('howdah.syncs_rows', '', true);
  perform set_config('howdah.origin', '', true);
  perform howdah_internal.act_for(v_before);
  return v_count;
end
$$;
comment on function howdah_internal.sync_rows is
  'Makes the documents of these keys agree with the rows as they are now; returns how many.';
