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
  v_names text[] := howdah_internal.watch_columns(watched);
  v_columns text;
  v_is_different text;
  v_event record;
  v_is_by_row boolean := howdah_internal.is_watched_by_row(relation);
begin
  -- By the bytes: what is equal may read in another way, as citext does, and some types have no =. Two rows side by
  -- side would be compared column by column once a dump has printed it; hence the case.
  select string_agg(quote_ident(a.attname), ', '),
         format('row(%s) operator(pg_catalog.*<>) case when true then row(%s) end',
           string_agg(format('old.%I', a.attname), ', ' order by a.attnum),
           string_agg(format('new.%I', a.attname), ', ' order by a.attnum))
    into v_columns, v_is_different
    from pg_attribute as a
   where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
     and a.attname = any (v_names);
  if v_is_by_row then
    execute format(
      'create or replace trigger %I after insert or delete on %s
         for each row execute function howdah_internal.tg_watched__row(%s)',
      v_name || '_row', relation, v_arguments);
  else
    for v_event in
      select e.name, e.rows, f.statement
        from howdah_internal.make_watch_function(watched, relation) as f (statement)
       cross join (values ('insert', 'new'), ('delete', 'old')) as e (name, rows)
    loop
      execute format(
        'create or replace trigger %I after %s on %s referencing %s table as changed_rows
           for each statement execute function %s',
        v_name || '_' || v_event.name, v_event.name, relation, v_event.rows, v_event.statement);
    end loop;
  end if;
  execute format(
    'create or replace trigger %I after update %s on %s
       for each row when (%s) execute function howdah_internal.tg_watched__row(%s)',
    v_name || '_update',
    case when howdah_internal.is_rewritten(howdah_internal.watched_tree(relation)) then '' else 'of ' || v_columns end,
    relation, v_is_different, v_arguments);
  execute format(
    'create or replace trigger %I after truncate on %s
       for each statement execute function howdah_internal.tg_watched__truncate(%s)',
    v_name || '_truncate', relation, quote_literal(watched.id::text));
  perform howdah_internal.drop_watch_triggers(
    watched.id, case when v_is_by_row then array['insert', 'delete'] else array['row'] end);
end
$$;
comment on function howdah_internal.lay_watch_triggers is
  'Makes a watched table''s triggers anew: for inserts and deletes, and for updates of its columns.';
