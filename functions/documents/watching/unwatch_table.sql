create or replace function howdah.unwatch_table(
  source_table text,
  collection text default null,
  delete_documents boolean default false
)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_watched howdah.watched_tables;
  v_relation regclass;
  v_named regclass;
  v_count integer := 0;
  v_found boolean := false;
begin
  if unwatch_table.source_table is null or unwatch_table.delete_documents is null then
    raise exception 'source_table and delete_documents are required'
      using errcode = '22004', hint = 'Example: select howdah.unwatch_table(''articles'').';
  end if;
  begin
    v_named := to_regclass(unwatch_table.source_table);
  exception
    -- No name of a table; it may be that of one that was dropped.
    when invalid_name or syntax_error or undefined_object or feature_not_supported or name_too_long then null;
  end;
  for v_watched in
    select w.*
      from howdah.watched_tables as w
     where (howdah.watched_relation(w) = v_named
            -- A table that was dropped is known by name only.
            or howdah.watched_relation(w) is null
               and unwatch_table.source_table in (
                 w.source_table, format('%s.%s', w.source_schema, w.source_table), format('%I.%I', w.source_schema, w.source_table)))
       and (unwatch_table.collection is null or w.collection = unwatch_table.collection)
     order by w.id
       for update
  loop
    v_found := true;
    v_relation := howdah.watched_relation(v_watched);
    if v_relation is not null and not pg_has_role(
         howdah.caller(), (select c.relowner from pg_class as c where c.oid = v_relation), 'usage') then
      raise exception 'only who owns the table may end this'
        using errcode = '42501', hint = 'Call it as the owner of the table.';
    end if;
    perform howdah.drop_watch_triggers(v_watched.id);
    if unwatch_table.delete_documents then
      select v_count + count(*) into v_count
        from howdah.watched_documents as d
       cross join lateral howdah.delete_watched_document(d.tenant_id, d.document_id) as x (done)
       where d.watched_table_id = v_watched.id and x.done;
    end if;
    delete from howdah.watched_changes as c where c.watched_table_id = v_watched.id;
    delete from howdah.watched_tables as w where w.id = v_watched.id;
  end loop;
  if not v_found then
    raise exception 'the table is not watched' using errcode = 'PT404', hint = 'See howdah.watch_status for what is.';
  end if;
  return v_count;
end
$$;
comment on function howdah.unwatch_table(text, text, boolean) is
  'Ends what watch_table began, for one collection or all: the triggers go, the documents stay as they are, or go too '
  'with delete_documents. Returns how many documents it deleted. Raises 22004, PT404, 42501. '
  'Example: select howdah.unwatch_table(''articles'', delete_documents => true).';
