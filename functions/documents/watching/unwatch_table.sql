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
  select array_agg(n.id), count(distinct (n.schema_name, n.table_name))
    into v_ids, v_tables
    from howdah_internal.watches_named(unwatch_table.source_table) as n
    join howdah.watched_tables as w on w.id = n.id
   where unwatch_table.collection is null or w.collection = unwatch_table.collection;
  if v_ids is null then
    raise exception 'the table is not watched'
      using errcode = 'PT404', hint = 'As howdah_analyst: select * from howdah.watch_status shows what is.';
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
