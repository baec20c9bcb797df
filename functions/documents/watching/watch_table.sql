drop function if exists howdah.watch_table(regclass, text[], text[], text, text[], text, text, text);
create or replace function howdah.watch_table(
  source_table regclass,
  content text[],
  id text[] default null,
  title text default null,
  metadata text[] default '{}',
  collection text default 'default',
  tenant text default null,
  owner text default null,
  condition jsonb default null
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_collection text := coalesce(watch_table.collection, 'default');
  v_known howdah.watched_tables;
  v_wanted howdah.watched_tables;
  v_id bigint;
  v_other regclass;
begin
  if watch_table.source_table is null or coalesce(cardinality(watch_table.content), 0) = 0
     or array_position(watch_table.content, null) is not null then
    raise exception 'source_table and content are required'
      using errcode = '22004', hint = 'Example: select howdah.watch_table(''articles'', ''{body}'').';
  end if;
  if watch_table.tenant is null and howdah.setting('tenancy') = 'required' then
    raise exception 'the rows need a tenant'
      using errcode = '28000', hint = 'Pass the column that names it: tenant => ''tenant_id''.';
  end if;
  select w.* into v_known
    from howdah.watched_tables as w
   where w.collection = v_collection and howdah_internal.watched_relation(w) = watch_table.source_table
     for no key update;
  v_wanted := v_known;
  if not found then
    v_wanted.collection := v_collection;
    select n.nspname, c.relname into v_wanted.source_schema, v_wanted.source_table
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where c.oid = watch_table.source_table;
  end if;
  v_wanted.content_columns := watch_table.content;
  v_wanted.title_column := watch_table.title;
  v_wanted.metadata_columns := coalesce(watch_table.metadata, '{}');
  v_wanted.tenant_column := watch_table.tenant;
  v_wanted.owner_column := watch_table.owner;
  v_wanted.condition := nullif(watch_table.condition, '{}');
  v_wanted.tenant := case when watch_table.tenant is null then howdah_internal.acting_tenant() end;
  v_wanted.id_columns := coalesce(watch_table.id, (
    select array_agg(a.attname::text order by k.n)
      from pg_index as i
     cross join lateral unnest(i.indkey::int[]) with ordinality as k (attnum, n)
      join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = watch_table.source_table and i.indisprimary
  ), '{}');
  perform howdah_internal.check_watch(v_wanted, watch_table.source_table);
  if v_known.id is not null and v_known.error is null and v_wanted = v_known and exists (
       select from howdah_internal.watch_state(v_known) as s where s.fault is null and not s.must_be_laid) then
    return v_known.id;
  end if;
  select w.id, howdah_internal.watched_relation(w) into v_id, v_other
    from howdah.watched_tables as w
   where (w.source_schema, w.source_table, w.collection)
     = (v_wanted.source_schema, v_wanted.source_table, v_wanted.collection)
     and v_known.id is null
     for no key update;
  if v_other is not null then
    -- The table was renamed and another one has its name: the watch goes on with that.
    if not pg_has_role(
         howdah_internal.caller(), (select c.relowner from pg_class as c where c.oid = v_other), 'usage') then
      raise exception 'a table of another owner that had this name is watched under it'
        using errcode = 'PT409', hint = format('It is %s now: howdah.unwatch_table ends that.', v_other);
    end if;
    raise notice '%, which had this name, is not watched any more', v_other;
    perform howdah_internal.drop_watch_triggers(v_id, '{insert,delete,row,update,truncate}');
  end if;
  insert into howdah.watched_tables as w (
    source_schema, source_table, collection, content_columns, id_columns, title_column, metadata_columns,
    tenant_column, owner_column, tenant, condition
  )
  values (
    v_wanted.source_schema, v_wanted.source_table, v_wanted.collection, v_wanted.content_columns, v_wanted.id_columns,
    v_wanted.title_column, v_wanted.metadata_columns, v_wanted.tenant_column, v_wanted.owner_column, v_wanted.tenant,
    v_wanted.condition
  )
  on conflict (source_schema, source_table, collection) do update
    set content_columns = excluded.content_columns, id_columns = excluded.id_columns,
        title_column = excluded.title_column, metadata_columns = excluded.metadata_columns,
        tenant_column = excluded.tenant_column, owner_column = excluded.owner_column, tenant = excluded.tenant,
        condition = excluded.condition, error = null, error_at = null
  returning w.* into v_known;
  perform howdah_internal.lay_watch_triggers(v_known, watch_table.source_table);
  update howdah.watched_tables as w
     set files = (select s.files from howdah_internal.watch_state(v_known) as s)
   where w.id = v_known.id;
  -- Rows that were there, and with other columns also those that are known, are read by sync_watched.
  insert into howdah_internal.watched_changes (watched_table_id) values (v_known.id);
  return v_known.id;
end
$$;
comment on function howdah.watch_table is
  'Keeps every row of a table as a document of a collection: rows that are there are read in slices, later changes '
  'follow within seconds of their commit. content names the columns of the text (several get headings), id those of '
  'the key (the primary key), title, metadata, tenant and owner other columns; a row with an owner is private to that '
  'user. condition is a filter as of search over columns: only rows that fulfil it are documents. Again with other '
  'columns: they count from now on; for another table that has the name now: the watch goes on with that. Call it as '
  'the owner of the table. Raises 22004, 22023, 28000, 42501, 42703, PT409. '
  'Example: select howdah.watch_table(''articles'', ''{body}'', title => ''title'', metadata => ''{author}'').';
grant execute on function howdah.watch_table to howdah_admin;
