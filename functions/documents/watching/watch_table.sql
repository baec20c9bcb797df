create or replace function howdah.watch_table(
  source_table regclass,
  content text[],
  id text[] default null,
  title text default null,
  metadata text[] default '{}',
  collection text default 'default',
  tenant text default null,
  owner text default null
)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_wanted howdah.watched_tables;
  v_known howdah.watched_tables;
begin
  if watch_table.source_table is null or coalesce(cardinality(watch_table.content), 0) = 0
     or array_position(watch_table.content, null) is not null then
    raise exception 'source_table and content are required'
      using errcode = '22004', hint = 'Example: select howdah.watch_table(''articles'', ''{body}'', title => ''title'').';
  end if;
  v_wanted.collection := coalesce(watch_table.collection, 'default');
  v_wanted.content_columns := watch_table.content;
  v_wanted.title_column := watch_table.title;
  v_wanted.metadata_columns := coalesce(watch_table.metadata, '{}');
  v_wanted.tenant_column := watch_table.tenant;
  v_wanted.owner_column := watch_table.owner;
  if v_wanted.tenant_column is null then
    if howdah.setting('tenancy') = 'required' then
      raise exception 'the rows need a tenant'
        using errcode = '28000', hint = 'Pass the column that names it: tenant => ''tenant_id''.';
    end if;
    v_wanted.tenant := howdah.acting_tenant();
  end if;
  select n.nspname, c.relname into v_wanted.source_schema, v_wanted.source_table
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
   where c.oid = watch_table.source_table;
  v_wanted.id_columns := coalesce(watch_table.id, (
    select array_agg(a.attname::text order by k.n)
      from pg_index as i
     cross join lateral unnest(i.indkey::int[]) with ordinality as k (attnum, n)
      join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = watch_table.source_table and i.indisprimary
  ), '{}');
  perform howdah.check_watch(v_wanted, watch_table.source_table);
  select w.* into v_known
    from howdah.watched_tables as w
   where w.collection = v_wanted.collection and howdah.watched_relation(w) = watch_table.source_table
     for no key update;
  if found and v_known.error is null
     and (v_known.content_columns, v_known.id_columns, v_known.metadata_columns)
       = (v_wanted.content_columns, v_wanted.id_columns, v_wanted.metadata_columns)
     and (v_known.title_column, v_known.tenant_column, v_known.owner_column, v_known.tenant)
       is not distinct from (v_wanted.title_column, v_wanted.tenant_column, v_wanted.owner_column, v_wanted.tenant) then
    return v_known.id;
  end if;
  if v_known.id is null then
    select w.* into v_known
      from howdah.watched_tables as w
     where (w.source_schema, w.source_table, w.collection)
       = (v_wanted.source_schema, v_wanted.source_table, v_wanted.collection)
       for no key update;
    if howdah.watched_relation(v_known) is not null then
      raise exception 'a table that had this name is watched under it'
        using errcode = 'PT409', hint = format('It is %s now: howdah.unwatch_table ends that.', howdah.watched_relation(v_known));
    end if;
  end if;
  if v_known.id is null then
    insert into howdah.watched_tables (source_schema, source_table, collection, content_columns, id_columns, tenant, tenant_column)
    values (
      v_wanted.source_schema, v_wanted.source_table, v_wanted.collection, v_wanted.content_columns,
      v_wanted.id_columns, v_wanted.tenant, v_wanted.tenant_column
    )
    returning id into v_known.id;
  end if;
  update howdah.watched_tables as w
     set content_columns = v_wanted.content_columns, id_columns = v_wanted.id_columns,
         title_column = v_wanted.title_column, metadata_columns = v_wanted.metadata_columns,
         tenant_column = v_wanted.tenant_column, owner_column = v_wanted.owner_column, tenant = v_wanted.tenant,
         error = null, error_at = null
   where w.id = v_known.id
  returning w.* into v_known;
  perform howdah.lay_watch_triggers(v_known, watch_table.source_table);
  -- Rows that were there, and with other columns also those that are known, are read by sync_watched.
  insert into howdah.watched_changes (watched_table_id) values (v_known.id);
  return v_known.id;
end
$$;
comment on function howdah.watch_table(regclass, text[], text[], text, text[], text, text, text) is
  'Keeps every row of a table as a document of a collection: rows that are there are read in slices, later changes follow '
  'within seconds of their commit. content names the columns of the text (several get headings), id those of the key (the '
  'primary key), title, metadata, tenant and owner other columns; a row with an owner is private to that user. Again with '
  'other columns: they count from now on. Call it as the owner of the table. Raises 22004, 22023, 28000, 42501, 42703, PT409. '
  'Example: select howdah.watch_table(''articles'', ''{body}'', title => ''title'', metadata => ''{author}'').';
