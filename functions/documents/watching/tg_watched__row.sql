create or replace function howdah.tg_watched__row()
  returns trigger
  language plpgsql
  security definer -- who writes the watched table may not write howdah's
  set search_path from current
as $$
declare
  v_old jsonb;
  v_new jsonb;
  v_keys jsonb;
begin
  if exists (
    select from pg_attribute as a
     where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped and a.atttypid >= 16384
  ) then
    -- Casts of types that somebody made run in to_jsonb(new); so only the id columns are read, which have none.
    begin
      if howdah.own_types(tg_relid, tg_argv[1:]) = '{}' then
        if tg_op != 'INSERT' then
          v_old := howdah.key_of_row(old, tg_argv[1:]);
        end if;
        if tg_op != 'DELETE' then
          v_new := howdah.key_of_row(new, tg_argv[1:]);
        end if;
        v_keys := jsonb_build_array(coalesce(v_old, v_new))
          || case when v_old != v_new then jsonb_build_array(v_new) else '[]' end;
      end if;
    exception
      -- A column that was renamed or dropped: sync_watched finds out.
      when undefined_column then
        v_keys := null;
    end;
    insert into howdah.watched_changes (watched_table_id, keys) values (tg_argv[0]::bigint, v_keys::json);
    return null;
  end if;
  -- As json, for a column that was renamed or dropped since is then null and no error.
  if tg_op != 'INSERT' then
    v_old := to_jsonb(old);
  end if;
  if tg_op != 'DELETE' then
    v_new := to_jsonb(new);
  end if;
  select jsonb_agg(distinct k.key) into v_keys
    from (
      select jsonb_agg(r.value -> a.name order by a.n) as key
        from unnest(array[v_old, v_new]) as r (value)
       cross join unnest(tg_argv[1:]) with ordinality as a (name, n)
       where r.value is not null
       group by r.value
    ) as k;
  insert into howdah.watched_changes (watched_table_id, keys)
  values (tg_argv[0]::bigint, case when not jsonb_path_exists(v_keys, '$[*][*] ? (@ == null)') then v_keys::json end);
  return null;
end
$$;
comment on function howdah.tg_watched__row() is 'Notes the key of a changed row, and the old one when it changed too.';
