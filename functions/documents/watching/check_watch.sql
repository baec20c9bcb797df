create or replace function howdah.check_watch(watched howdah.watched_tables, relation regclass)
  returns void
  language plpgsql
  stable
  security definer -- whether howdah's owner may read the table is what counts
  set search_path from current
as $$
declare
  v_class pg_class;
  v_missing text[];
begin
  select c.* into v_class from pg_class as c where c.oid = relation;
  if v_class.relkind not in ('r', 'p') or v_class.relpersistence = 't' then
    raise exception 'only ordinary and partitioned tables can be watched'
      using errcode = '22023', hint = 'Watch the tables a view reads; a temporary or foreign table has no triggers to rely on.';
  end if;
  if v_class.relnamespace in ('howdah'::regnamespace, 'pg_catalog'::regnamespace, 'information_schema'::regnamespace) then
    raise exception 'tables of howdah and of the system cannot be watched'
      using errcode = '22023', hint = 'Pass a table of your application.';
  end if;
  if not pg_has_role(howdah.caller(), v_class.relowner, 'usage') then
    raise exception 'only who owns the table may have it watched'
      using errcode = '42501', hint = 'Call it as the owner of the table, for its rows become searchable.';
  end if;
  if not has_table_privilege(relation, 'select') or not has_table_privilege(relation, 'trigger') then
    raise exception 'howdah may not read the table or lay triggers on it'
      using errcode = '42501', hint = format('grant select, trigger on %s to %I;', relation, current_user);
  end if;
  if row_security_active(relation) then
    raise exception 'row level security of the table hides rows from howdah'
      using errcode = '42501',
            hint = format('Its policies would run with the rights of %I: watch a table without them, or let a role with '
              'BYPASSRLS own howdah.', current_user);
  end if;
  v_missing := howdah.missing_columns(relation,
    watched.content_columns || watched.id_columns || watched.metadata_columns
    || array[watched.title_column, watched.tenant_column, watched.owner_column]);
  if v_missing != '{}' then
    raise exception 'the table has no column %', v_missing[1]
      using errcode = '42703', hint = 'Columns are named as in the catalog, with their case: {"Body"}.';
  end if;
  if howdah.own_types(relation, watched.id_columns) != '{}' then
    raise exception 'the id column % has a type that somebody made', (howdah.own_types(relation, watched.id_columns))[1]
      using errcode = '22023', hint = 'Pass columns of types of the system or of an extension, such as uuid, bigint or text.';
  end if;
  if not exists (
    select from pg_index as i
     where i.indrelid = relation and i.indisunique and i.indpred is null and i.indexprs is null and i.indimmediate
       and (select array_agg(a.attname::text order by a.attname) from pg_attribute as a
             where a.attrelid = relation and a.attnum = any (i.indkey[0:i.indnkeyatts - 1]) and a.attnotnull)
           = (select array_agg(c.name order by c.name) from unnest(watched.id_columns) as c (name))
       and i.indnkeyatts = cardinality(watched.id_columns)
  ) then
    raise exception 'the id columns have no unique index, or may be null'
      using errcode = '22023', hint = 'Pass the columns of the primary key, or of a unique index over columns that are not null.';
  end if;
end
$$;
comment on function howdah.check_watch(howdah.watched_tables, regclass) is
  'Refuses tables and columns that cannot be watched, with the code and hint for it.';
