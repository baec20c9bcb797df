select howdah_internal.drop_former('howdah.maintain_queue(text[])', 'boolean');
create or replace function howdah.maintain_queue(steps text[] default howdah.maintenance_steps())
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
  set lock_timeout = '2s' -- put back at the end: make_partitions sets its own
as $$
declare
  v_steps text[] := coalesce(maintain_queue.steps, howdah.maintenance_steps());
  v_step text;
  v_error text;
begin
  if not coalesce(v_steps <@ howdah.maintenance_steps(), false) then
    raise exception 'there is no such step of maintenance'
      using errcode = '22023', hint = 'See select howdah.maintenance_steps(); without steps all are done.';
  end if;
  foreach v_step in array v_steps loop
    -- One at a time is enough, and none waits for another.
    continue when not pg_try_advisory_xact_lock(hashtextextended('howdah.maintain_queue ' || v_step, 0));
    v_error := null;
    begin
      perform howdah_internal.run_task(v_step, is_asked => false);
    exception
      -- One that fails stops no other; doctor() tells.
      when others then
        v_error := format('%s (%s)', left(sqlerrm, 300), sqlstate);
    end;
    perform howdah_internal.note_maintenance(v_step, v_error);
  end loop;
  return true;
end
$$;
comment on function howdah.maintain_queue is
  'Keeps the queue in order: expires jobs past their deadline and reservations of calls that never ended, finds jobs '
  'that committed late, forgets workers gone for a day, makes and drops partitions, counts the words of new chunks, '
  'indexes those of a former version anew, goes on with changes of embedding models. One step that fails stops no '
  'other and is told by doctor(). Workers call it every few seconds, step by step (howdah.maintenance_steps); it may '
  'be called by anyone at any time. Raises 22023. Example: select howdah.maintain_queue().';
grant execute on function howdah.maintain_queue to howdah_worker;
