create or replace function howdah_internal.refuse_watched(tenant text, ids uuid[])
  returns void
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_table text;
begin
  -- Who turns rows into documents says so.
  if current_setting('howdah.syncs_rows', true) = 'on' then
    return;
  end if;
  select format('%I.%I', w.source_schema, w.source_table) into v_table
    from howdah_internal.watched_documents as d
    join howdah.watched_tables as w on w.id = d.watched_table_id
   where d.tenant_id = refuse_watched.tenant and d.document_id = any (refuse_watched.ids)
   limit 1;
  if found then
    raise exception 'the document is a row of the watched table %', v_table
      using errcode = 'PT409',
            hint = format('Change or delete the row, or end the watch:  select howdah.unwatch_table(%L)', v_table);
  end if;
end
$$;
comment on function howdah_internal.refuse_watched is
  'Raises PT409 where a document is a watched row''s: whatever else writes it would leave it different from its row.';
