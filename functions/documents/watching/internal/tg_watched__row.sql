create or replace function howdah_internal.tg_watched__row()
  returns trigger
  language plpgsql
  security definer -- who writes the watched table may not write howdah's
  set search_path from current
  set timezone to 'UTC'
  set datestyle to 'ISO, MDY'
  set intervalstyle to 'postgres'
  set bytea_output to 'hex'
  set extra_float_digits to 1
  set lc_monetary to 'C'
  set quote_all_identifiers to off
as $$
declare
  v_columns text[] := tg_argv[1:];
  v_old jsonb;
  v_new jsonb;
  v_keys jsonb;
begin
  if not exists (
    select from pg_attribute as a
      join pg_type as t on t.oid = a.atttypid
     where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped
       and (a.atttypid >= 16384 or t.typcategory = 'A' and a.attname = any (v_columns))
  ) then
    -- As json, for a column that was renamed or dropped since is then null and no error.
    if tg_op != 'INSERT' then
      v_old := to_jsonb(old);
    end if;
    if tg_op != 'DELETE' then
      v_new := to_jsonb(new);
    end if;
    select jsonb_agg(distinct k.key) into v_keys
      from unnest(array[v_old, v_new]) as r (value)
     cross join lateral (
       select jsonb_agg(r.value -> a.name order by a.n) as key from unnest(v_columns) with ordinality as a (name, n)
     ) as k
     where r.value is not null;
  elsif howdah_internal.own_types(tg_relid, v_columns) = '{}' then
    -- Casts of types that somebody made run in to_jsonb(new); so only the id columns are read, which have none.
    begin
      if tg_op != 'INSERT' then
        v_old := jsonb_build_array(howdah_internal.key_of_row(old, tg_relid, v_columns));
      end if;
      if tg_op != 'DELETE' then
        v_new := jsonb_build_array(howdah_internal.key_of_row(new, tg_relid, v_columns));
      end if;
      v_keys := coalesce(v_old, '[]') || coalesce(nullif(v_new, v_old), '[]');
    exception
      -- A column that was renamed or dropped: sync_watched finds out.
      when undefined_column then
        null;
    end;
  end if;
  -- Without keys all rows are read again.
  insert into howdah_internal.watched_changes (watched_table_id, keys)
  values (tg_argv[0]::bigint, case when not jsonb_path_exists(v_keys, '$[*][*] ? (@ == null)') then v_keys::json end);
  return null;
end
$$;
comment on function howdah_internal.tg_watched__row is 'Notes the key of a changed row, and the old one if it changed.';
