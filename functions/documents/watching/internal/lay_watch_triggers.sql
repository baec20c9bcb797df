create or replace function howdah_internal.lay_watch_triggers(watched howdah.watched_tables, relation regclass)
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
  v_columns text;
  v_is_different text;
  v_event record;
  -- Statements reach the rows of a partition by the parent or directly: only triggers of rows see both.
  v_has_parts boolean := (select c.relkind = 'p' or c.relispartition from pg_class as c where c.oid = relation);
  -- A trigger before the update may change columns that the update does not name.
  v_is_rewritten boolean := exists (
    select from pg_trigger as t
     where t.tgrelid = relation and not t.tgisinternal and t.tgtype & (1 | 2 | 16) = 1 | 2 | 16);
begin
  perform howdah_internal.drop_watch_triggers(watched.id);
  -- A type without = is compared as text.
  select string_agg(quote_ident(a.attname), ', '),
         string_agg(format(
           case when coalesce(nullif(t.typbasetype, 0), t.oid)::regtype::text
               in ('json', 'xml', 'point', 'box', 'polygon', 'path')
             then 'old.%1$I::text is distinct from new.%1$I::text'
             else 'old.%1$I is distinct from new.%1$I' end, a.attname), ' or ')
    into v_columns, v_is_different
    from pg_attribute as a
    join pg_type as t on t.oid = a.atttypid
   where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
     and a.attname = any (watched.content_columns || watched.id_columns || watched.metadata_columns
           || array[watched.title_column, watched.tenant_column, watched.owner_column]);
  if v_has_parts then
    execute format(
      'create trigger %I after insert or delete on %s
         for each row execute function howdah_internal.tg_watched__row(%s)',
      v_name || '_row', relation, v_arguments);
  else
    for v_event in
      select e.name, e.rows, f.statement
        from howdah_internal.make_watch_function(watched, relation) as f (statement)
       cross join (values ('insert', 'new'), ('delete', 'old')) as e (name, rows)
    loop
      execute format(
        'create trigger %I after %s on %s referencing %s table as changed_rows
           for each statement execute function %s',
        v_name || '_' || v_event.name, v_event.name, relation, v_event.rows, v_event.statement);
    end loop;
  end if;
  execute format(
    'create trigger %I after update %s on %s
       for each row when (%s) execute function howdah_internal.tg_watched__row(%s)',
    v_name || '_update', case when v_is_rewritten then '' else 'of ' || v_columns end, relation, v_is_different,
    v_arguments);
  execute format(
    'create trigger %I after truncate on %s
       for each statement execute function howdah_internal.tg_watched__truncate(%s)',
    v_name || '_truncate', relation, quote_literal(watched.id::text));
end
$$;
comment on function howdah_internal.lay_watch_triggers is
  'Makes a watched table''s triggers anew: for inserts and deletes, and for updates of its columns.';
