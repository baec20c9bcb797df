create or replace function howdah.sync_watched(slice integer default 100)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_watched howdah.watched_tables;
  v_relation regclass;
  v_missing text[];
  v_keys jsonb;
  v_count integer := 0;
begin
  if sync_watched.slice is null or sync_watched.slice not between 1 and 100000 then
    raise exception 'slice is out of range' using errcode = '22023', hint = 'slice is 1 to 100000 rows of each watched table.';
  end if;
  for v_watched in
    select w.*
      from howdah.watched_tables as w
     where (w.error_at is null or w.error_at not between howdah.clock() - interval '30 seconds' and howdah.clock())
       and (not w.is_backfilled or exists (select from howdah.watched_changes as c where c.watched_table_id = w.id)
            or howdah.watched_relation(w) is null)
     order by w.id
       for no key update skip locked
  loop
    begin
      v_relation := howdah.watched_relation(v_watched);
      if v_relation is null then
        raise exception 'the table or its triggers are gone';
      end if;
      -- Until all is read nobody changes a type.
      execute format('lock table only %s in access share mode', v_relation);
      v_missing := howdah.missing_columns(v_relation,
        v_watched.content_columns || v_watched.id_columns || v_watched.metadata_columns
        || array[v_watched.title_column, v_watched.tenant_column, v_watched.owner_column]);
      if v_missing != '{}' then
        raise exception 'the table has no column % any more', v_missing[1];
      end if;
      if row_security_active(v_relation) then
        raise exception 'the table has row level security now, whose policies howdah does not run';
      end if;
      if howdah.own_types(v_relation, v_watched.id_columns) != '{}' then
        raise exception 'an id column has a type that somebody made';
      end if;
      if v_watched.error is not null then
        update howdah.watched_tables as w set error = null, error_at = null where w.id = v_watched.id;
      end if;
      v_keys := howdah.take_changes(v_watched, sync_watched.slice);
      if v_keys = '[]' then
        -- Rows to be looked at again may just have become changes.
        v_keys := howdah.take_changes(v_watched, sync_watched.slice);
      end if;
      if v_keys = '[]' then
        select w.* into v_watched from howdah.watched_tables as w where w.id = v_watched.id;
        if not v_watched.is_backfilled then
          v_keys := howdah.backfill_keys(v_watched, v_relation, sync_watched.slice);
          update howdah.watched_tables as w
             set backfilled_to = coalesce(v_keys -> -1, w.backfilled_to),
                 is_backfilled = jsonb_array_length(v_keys) < sync_watched.slice
           where w.id = v_watched.id;
        end if;
      end if;
      v_count := v_count + howdah.sync_rows(v_watched, v_relation, v_keys);
    exception
      -- It stands still and says why; the changes wait.
      when others then
        update howdah.watched_tables as w
           set error = left(sqlerrm, 500), error_at = howdah.clock()
         where w.id = v_watched.id;
    end;
  end loop;
  return v_count;
end
$$;
comment on function howdah.sync_watched(integer) is
  'Turns changes of watched tables into documents, up to slice rows of each, and returns how many rows it looked at: 0 '
  'when all is done. Workers call it every second; several calls share the work. What stands in the way of a table is in '
  'howdah.watch_status and doctor(). Raises 22023. Example: select howdah.sync_watched(1000).';
