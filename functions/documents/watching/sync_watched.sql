drop function if exists howdah.sync_watched(integer);
create or replace function howdah.sync_watched(slice double precision default 100)
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
  v_relation regclass;
  v_timeout text := current_setting('lock_timeout');
  v_keys jsonb;
  v_count integer := 0;
begin
  if v_slice not between 1 and 100000 then
    raise exception 'slice is out of range'
      using errcode = '22023', hint = 'slice is 1 to 100000 rows of each watched table.';
  end if;
  for v_watched in
    select w.*
      from howdah.watched_tables as w
     cross join lateral howdah_internal.watch_state(w) as s
     where (w.error_at is null or w.error_at not between howdah.clock() - interval '30 seconds' and howdah.clock())
       and (not w.is_backfilled or s.fault is not null or s.must_be_laid or s.files is distinct from w.files
            or exists (select from howdah_internal.watched_changes as c where c.watched_table_id = w.id))
     order by w.id
       for no key update of w skip locked
  loop
    v_state := null;
    begin
      select s.* into v_state from howdah_internal.watch_state(v_watched) as s;
      v_relation := v_state.relation;
      if v_relation is not null then
        -- Until all is read nobody changes a type.
        execute format('lock table only %s in access share mode', v_relation);
        perform howdah_internal.check_watched_columns(v_watched, v_relation);
      end if;
      if v_state.fault is not null then
        raise exception '%', v_state.fault;
      end if;
      if v_state.must_be_laid then
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
      v_count := v_count + howdah_internal.sync_rows(v_watched, v_relation, v_keys);
    exception
      -- It stands still and says why; the changes wait.
      when others then
        update howdah.watched_tables as w
           set error = left(sqlerrm, 500), error_at = howdah.clock(),
             files = case when v_state.fault is null then w.files end
         where w.id = v_watched.id;
    end;
  end loop;
  return v_count;
end
$$;
comment on function howdah.sync_watched is
  'Turns changes of watched tables into documents, up to slice rows of each, and returns how many rows it looked at: 0 '
  'when all is done. Workers call it every second; several calls share the work. What stands in the way of a table is '
  'in howdah.watch_status and doctor(). Raises 22023. Example: select howdah.sync_watched(1000).';
grant execute on function howdah.sync_watched to howdah_worker, howdah_admin;
