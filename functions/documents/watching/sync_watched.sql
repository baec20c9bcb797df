drop function if exists howdah.sync_watched(integer);
drop function if exists howdah.sync_watched(double precision);
create or replace function howdah.sync_watched(slice double precision default 100, again text default null)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_slice integer := howdah_internal.whole('slice', coalesce(sync_watched.slice, 100));
  v_watched howdah.watched_tables;
  v_state record;
  v_fault text;
  v_relation regclass;
  v_has_locks boolean := false;
  v_timeout text := current_setting('lock_timeout');
  v_keys jsonb;
  v_count integer := 0;
begin
  if v_slice not between 1 and 100000 then
    raise exception 'slice is out of range'
      using errcode = '22023', hint = 'slice is 1 to 100000 rows of each watched table.';
  end if;
  if sync_watched.again is not null then
    insert into howdah_internal.watched_changes (watched_table_id)
    select w.id from howdah_internal.watches_named(sync_watched.again) as w;
    if not found then
      raise exception 'the table is not watched'
        using errcode = 'PT404', hint = 'As howdah_analyst: howdah.watch_status lists what is.';
    end if;
  end if;
  for v_watched in
    select w.*
      from howdah.watched_tables as w
     cross join lateral howdah_internal.watch_state(w) as s
     where (w.error_at is null or w.error_at not between howdah.clock() - interval '30 seconds' and howdah.clock())
       and (not w.is_backfilled or s.fault is not null or s.must_be_laid or s.files is distinct from w.files
            or exists (select from howdah_internal.watched_changes as c where c.watched_table_id = w.id))
     order by s.must_be_laid desc, w.id
       for no key update of w skip locked
  loop
    v_fault := null;
    begin
      v_relation := howdah_internal.watched_relation(v_watched);
      if v_relation is not null then
        -- Until all is read nobody changes a type; whoever does at this moment is not waited for.
        execute format('lock table %s in access share mode nowait', howdah_internal.own_rows(v_relation));
        perform howdah_internal.check_watched_columns(v_watched, v_relation);
      end if;
      select s.* into v_state from howdah_internal.watch_state(v_watched) as s;
      v_fault := v_state.fault;
      if v_fault is not null then
        raise exception '%', v_fault;
      end if;
      if v_state.must_be_laid then
        -- In a call of its own, for whoever holds locks and waits for others can stand in their way.
        exit when v_has_locks;
        perform set_config('lock_timeout', '2s', true);
        perform howdah_internal.lay_watch_triggers(v_watched, v_relation);
        perform set_config('lock_timeout', v_timeout, true);
      end if;
      if v_state.must_be_laid or v_state.files is distinct from v_watched.files then
        -- What was written meanwhile nobody noted.
        insert into howdah_internal.watched_changes (watched_table_id) values (v_watched.id);
        update howdah.watched_tables as w set files = v_state.files where w.id = v_watched.id;
      end if;
      if v_watched.error is not null then
        update howdah.watched_tables as w set error = null, error_at = null where w.id = v_watched.id;
      end if;
      if v_state.must_be_laid then
        -- Whoever writes the table waits for the lock of its triggers: rows are read in the next call.
        return v_count + 1;
      end if;
      v_has_locks := true;
      v_keys := howdah_internal.take_changes(v_watched, v_slice);
      if v_keys = '[]' then
        -- Rows to be looked at again may just have become changes.
        v_keys := howdah_internal.take_changes(v_watched, v_slice);
      end if;
      if v_keys = '[]' then
        select w.* into v_watched from howdah.watched_tables as w where w.id = v_watched.id;
        if not v_watched.is_backfilled then
          v_keys := howdah_internal.backfill_keys(v_watched, v_relation, v_slice);
          update howdah.watched_tables as w
             set backfilled_to = coalesce(v_keys -> -1, w.backfilled_to),
                 is_backfilled = jsonb_array_length(v_keys) < v_slice
           where w.id = v_watched.id;
        end if;
      end if;
      v_count := v_count + howdah_internal.sync_keys(v_watched, v_relation, v_keys);
    exception
      -- In the next call.
      when lock_not_available or deadlock_detected then
        null;
      -- It stands still and says why; the changes wait.
      when others then
        update howdah.watched_tables as w
           set error = left(sqlerrm, 500), error_at = howdah.clock(),
             files = case when v_fault is null then w.files end
         where w.id = v_watched.id;
    end;
  end loop;
  return v_count;
end
$$;
comment on function howdah.sync_watched is
  'Turns changes of watched tables into documents, up to slice rows of each, and returns how many rows it looked at: 0 '
  'when all is done. Workers call it every second; several calls share the work. again names a table whose rows are '
  'all to be read again, after writes that no trigger saw; what did not change costs nothing. What stands in the way '
  'of a table is in howdah.watch_status and doctor(). Raises 22023, PT404. '
  'Example: select howdah.sync_watched(1000).';
grant execute on function howdah.sync_watched to howdah_worker, howdah_admin;
