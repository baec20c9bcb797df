-- Made for each table, so that its plan is kept: a statement of one row costs an application least.
create or replace function howdah_internal.make_watch_function(watched howdah.watched_tables, relation regclass)
  returns regprocedure
  language plpgsql
  volatile
  security definer -- its owner is that of the trigger function, which writes for those who may not
  set search_path from current
as $$
declare
  v_name text := format('howdah_internal.tg_watched__statement_%s', watched.id);
  v_type regtype := (
    select a.atttypid from pg_attribute as a where a.attrelid = relation and a.attname = watched.id_columns[1]);
  v_type_name text;
  v_key text;
  v_settings text := '';
begin
  -- Keys of one plain column are noted as they are, others as arrays of their columns.
  if cardinality(watched.id_columns) = 1 and v_type in ('int2'::regtype, 'int4', 'int8', 'text', 'uuid') then
    v_type_name := v_type::text;
    v_key := format('c.%I', watched.id_columns[1]);
  else
    v_type_name := 'jsonb';
    v_key := howdah_internal.key_expression(relation, watched.id_columns, 'c');
    -- Whoever writes, a row has one key.
    v_settings := 'set timezone to ''UTC'' set datestyle to ''ISO, MDY'' set intervalstyle to ''postgres'' '
      'set bytea_output to ''hex'' set extra_float_digits to 1 set lc_monetary to ''C'' '
      'set quote_all_identifiers to off';
  end if;
  execute format($sql$
    create or replace function %1$s()
      returns trigger
      language plpgsql
      security definer -- whoever changes the watched table writes none of ours
      set search_path from current
      %6$s
    as $body$
    declare
      v_keys %2$s[];
    begin
      if exists (
        select from pg_attribute as a
         where a.attrelid = tg_relid and a.attname = any (%5$L::text[]) and a.atttypid >= 16384
      ) and howdah_internal.own_types(tg_relid, %5$L) != '{}' then
        -- A cast of such a type could be anybody's.
        insert into howdah_internal.watched_changes (watched_table_id) values (%4$s);
        return null;
      end if;
      select array_agg(%3$s) into v_keys from changed_rows as c;
      if cardinality(v_keys) <= 1000 then
        insert into howdah_internal.watched_changes (watched_table_id, keys) values (%4$s, array_to_json(v_keys));
      else
        insert into howdah_internal.watched_changes (watched_table_id, keys)
        select %4$s, array_to_json(v_keys[n : n + 999]) from generate_series(1, cardinality(v_keys), 1000) as n;
      end if;
      return null;
    exception
      -- The application's write never fails for it; sync_watched finds out what is wrong and reads all rows again.
      when others then
        insert into howdah_internal.watched_changes (watched_table_id) values (%4$s);
        return null;
    end
    $body$
    $sql$, v_name, v_type_name, v_key, watched.id, watched.id_columns, v_settings);
  execute format('revoke all on function %s() from public', v_name);
  execute format('comment on function %s() is ''Notes the keys of rows that came or went.''', v_name);
  return (v_name || '()')::regprocedure;
end
$$;
comment on function howdah_internal.make_watch_function is 'Makes the trigger function of a watched table.';
