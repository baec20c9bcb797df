create or replace function howdah.lay_watch_triggers(watched howdah.watched_tables, relation regclass)
  returns void
  language plpgsql
  volatile
  security definer -- the trigger functions are its owner's
  set search_path from current
as $$
declare
  v_name text := 'howdah_watch_' || watched.id;
  v_arguments text := (
    select string_agg(quote_literal(a.value), ', ' order by a.n)
      from unnest(watched.id::text || watched.id_columns) with ordinality as a (value, n));
  v_columns text[];
  v_is_different text;
  v_statement text;
  -- Statements reach the rows of a partition by the parent or directly: only triggers of rows see both.
  v_has_parts boolean := (select c.relkind = 'p' or c.relispartition from pg_class as c where c.oid = relation);
  -- A trigger before the update may change columns that the update does not name.
  v_is_rewritten boolean := exists (
    select from pg_trigger as t
     where t.tgrelid = relation and not t.tgisinternal and t.tgtype & 1 = 1 and t.tgtype & 2 = 2 and t.tgtype & 16 = 16);
begin
  perform howdah.drop_watch_triggers(watched.id);
  select array_agg(distinct c.name order by c.name) into v_columns
    from unnest(watched.content_columns || watched.id_columns || watched.metadata_columns
           || array[watched.title_column, watched.tenant_column, watched.owner_column]) as c (name)
   where c.name is not null;
  -- A type without = is compared as text.
  select string_agg(
           case when o.has_equality then format('old.%1$I is distinct from new.%1$I', a.attname)
             else format('old.%1$I::text is distinct from new.%1$I::text', a.attname) end, ' or ')
    into v_is_different
    from pg_attribute as a
    join pg_type as t on t.oid = a.atttypid
   cross join lateral (select coalesce(nullif(t.typbasetype, 0), t.oid)::regtype as type) as b
   cross join lateral (select b.type::text not in ('json', 'xml', 'point', 'box', 'polygon', 'path') as has_equality) as o
   where a.attrelid = relation and a.attname = any (v_columns) and not a.attisdropped;
  if v_has_parts then
    execute format(
      'create trigger %I after insert or delete on %s for each row execute function howdah.tg_watched__row(%s)',
      v_name || '_row', relation, v_arguments);
  else
    v_statement := howdah.make_watch_function(watched, relation)::text;
    execute format(
      'create trigger %I after insert on %s referencing new table as changed_rows
         for each statement execute function %s',
      v_name || '_insert', relation, v_statement);
    execute format(
      'create trigger %I after delete on %s referencing old table as changed_rows
         for each statement execute function %s',
      v_name || '_delete', relation, v_statement);
  end if;
  execute format(
    'create trigger %I after update %s on %s for each row when (%s) execute function howdah.tg_watched__row(%s)',
    v_name || '_update',
    case when v_is_rewritten then '' else 'of ' || (select string_agg(quote_ident(c.name), ', ') from unnest(v_columns) as c (name)) end,
    relation, v_is_different, v_arguments);
  execute format(
    'create trigger %I after truncate on %s for each statement execute function howdah.tg_watched__truncate(%s)',
    v_name || '_truncate', relation, quote_literal(watched.id::text));
end
$$;
comment on function howdah.lay_watch_triggers(howdah.watched_tables, regclass) is
  'Makes the triggers of a watched table anew: of statements for inserts and deletes, of rows for updates of its columns.';
