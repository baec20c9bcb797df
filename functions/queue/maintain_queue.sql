create or replace function howdah.maintain_queue()
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_step text;
  v_errors jsonb := '{}';
  v_lock_timeout text := current_setting('lock_timeout');
begin
  -- One at a time is enough, and none waits for another.
  if pg_try_advisory_xact_lock(hashtextextended('howdah.maintain_queue', 0)) then
    foreach v_step in array array[
      'scan_lanes', 'forget_workers', 'make_partitions', 'count_new_chunks', 'tend_model_changes'
    ] loop
      begin
        execute format('select howdah.%I()', v_step);
      exception
        -- One that fails stops no other; doctor() tells.
        when others then
          v_errors := v_errors || jsonb_build_object(v_step, format('%s (%s)', left(sqlerrm, 300), sqlstate));
      end;
    end loop;
    if v_errors != '{}' or exists (select from howdah.system_flags as f where f.key = 'maintenance_errors') then
      insert into howdah.system_flags as f (key, value, updated_at)
      values ('maintenance_errors', v_errors, howdah.clock())
      on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
      where f.value != excluded.value;
    end if;
    -- Partitions are made under one of their own.
    perform set_config('lock_timeout', v_lock_timeout, true);
  end if;
  -- Last: both lock rows of budgets, and whoever is admitted waits for them until this ends.
  perform howdah.expire_jobs();
  perform howdah.expire_reservations();
end
$$;
comment on function howdah.maintain_queue() is
  'What keeps the queue in order: expires jobs past their deadline and reservations of calls that never ended, finds jobs '
  'that committed late, forgets workers gone for a day, makes and drops partitions, counts the words of new chunks, goes '
  'on with changes of embedding models. One step that fails stops no other and is told by doctor(). Workers call it every '
  'few seconds; it may be called by anyone at any time.';
