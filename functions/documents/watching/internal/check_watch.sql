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
  if v_class.relkind = 'r' and exists (select from pg_inherits as i where i.inhparent = relation) then
    raise exception 'tables inherit from the table'
      using errcode = '22023',
            hint = 'One key may be two rows there. Watch a table without such children, or make them partitions.';
  end if;
  perform howdah_internal.row_condition(watched.condition, '''{}''::jsonb');
end
$$;
comment on function howdah_internal.check_watch is 'Refuses what cannot be watched, with its code and hint.';
