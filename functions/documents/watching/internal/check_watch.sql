create or replace function howdah_internal.check_watch(watched howdah.watched_tables, relation regclass)
  returns void
  language plpgsql
  stable
  security definer -- whether howdah's owner may read the table is what counts
  set search_path from current
as $$
declare
  v_class pg_class;
begin
  select c.* into v_class from pg_class as c where c.oid = relation;
  if v_class.relkind not in ('r', 'p') or v_class.relpersistence = 't' then
    raise exception 'only ordinary and partitioned tables can be watched'
      using errcode = '22023',
            hint = 'Watch the tables a view reads; a temporary or foreign table has no triggers to rely on.';
  end if;
  if v_class.relnamespace::regnamespace::text in ('howdah', 'howdah_internal', 'pg_catalog', 'information_schema') then
    raise exception 'tables of howdah and of the system cannot be watched'
      using errcode = '22023', hint = 'Pass a table of your application.';
  end if;
  if not pg_has_role(howdah_internal.caller(), v_class.relowner, 'usage') then
    raise exception 'only who owns the table may have it watched'
      using errcode = '42501', hint = 'Call it as the owner of the table, for its rows become searchable.';
  end if;
  if not has_table_privilege(relation, 'select') or not has_table_privilege(relation, 'trigger') then
    raise exception 'howdah may not read the table or lay triggers on it'
      using errcode = '42501', hint = format('grant select, trigger on %s to %I;', relation, current_user);
  end if;
  perform howdah_internal.check_watched_columns(watched, relation);
  if not exists (
    select from pg_index as i
     where i.indrelid = relation and i.indisunique and i.indpred is null and i.indexprs is null and i.indimmediate
       and (select array_agg(a.attname::text order by a.attname) from pg_attribute as a
             where a.attrelid = relation and a.attnum = any (i.indkey[0:i.indnkeyatts - 1]) and a.attnotnull)
           = (select array_agg(c.name order by c.name) from unnest(watched.id_columns) as c (name))
       and i.indnkeyatts = cardinality(watched.id_columns)
  ) then
    raise exception 'the id columns have no unique index, or may be null'
      using errcode = '22023',
            hint = 'Pass the columns of the primary key, or of a unique index over columns that are not null.';
  end if;
end
$$;
comment on function howdah_internal.check_watch is 'Refuses what cannot be watched, with its code and hint.';
