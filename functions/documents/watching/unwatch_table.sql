create or replace function howdah.unwatch_table(
  source_table text,
  collection text default null,
  delete_documents boolean default false
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_watched howdah.watched_tables;
  v_relation regclass;
  v_count integer := 0;
  v_ids bigint[];
  v_tables bigint;
begin
  if unwatch_table.source_table is null then
    raise exception 'source_table is required'
      using errcode = '22004', hint = 'Example: select howdah.unwatch_table(''articles'').';
  end if;
  -- By names, not by to_regclass: the path here is not the caller's. What was dropped is known by its last name.
  select array_agg(w.id), count(distinct (x.schema_name, x.table_name))
    into v_ids, v_tables
    from howdah.watched_tables as w
    left join pg_class as c on c.oid = howdah_internal.watched_relation(w)
    left join pg_namespace as n on n.oid = c.relnamespace
   cross join lateral (
     select coalesce(n.nspname::text, w.source_schema), coalesce(c.relname::text, w.source_table)
   ) as x (schema_name, table_name)
   where array[unwatch_table.source_table, lower(unwatch_table.source_table)] && array[
           x.table_name, quote_ident(x.table_name),
           format('%s.%s', x.schema_name, x.table_name), format('%I.%I', x.schema_name, x.table_name)]
     and (unwatch_table.collection is null or w.collection = unwatch_table.collection);
  if v_ids is null then
    raise exception 'the table is not watched' using errcode = 'PT404', hint = 'See howdah.watch_status for what is.';
  end if;
  if v_tables > 1 then
    raise exception 'several watched tables have this name'
      using errcode = 'PT409', hint = 'Name the schema too: select howdah.unwatch_table(''public.articles'').';
  end if;
  for v_watched in
    select w.* from howdah.watched_tables as w where w.id = any (v_ids) order by w.id for update
  loop
    v_relation := howdah_internal.watched_relation(v_watched);
    if v_relation is not null and not pg_has_role(
         howdah_internal.caller(), (select c.relowner from pg_class as c where c.oid = v_relation), 'usage') then
      raise exception 'only who owns the table may end this'
        using errcode = '42501', hint = 'Call it as the owner of the table.';
    end if;
    perform howdah_internal.drop_watch_triggers(
      v_watched.id, '{insert,delete,row,update,truncate}');
    if unwatch_table.delete_documents then
      select v_count + count(*) into v_count
        from howdah_internal.watched_documents as d
       cross join lateral howdah_internal.delete_watched_document(d.tenant_id, d.document_id) as x (done)
       where d.watched_table_id = v_watched.id and x.done;
    end if;
    delete from howdah_internal.watched_changes as c where c.watched_table_id = v_watched.id;
    delete from howdah.watched_tables as w where w.id = v_watched.id;
  end loop;
  return v_count;
end
$$;
comment on function howdah.unwatch_table is
  'Ends what watch_table began, for one collection or all: the triggers go, the documents stay as they are, or go too '
  'with delete_documents. Returns how many documents it deleted. Raises 22004, PT404, PT409, 42501. '
  'Example: select howdah.unwatch_table(''articles'', delete_documents => true).';
grant execute on function howdah.unwatch_table to howdah_admin;
