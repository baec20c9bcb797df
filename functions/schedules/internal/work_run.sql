create or replace function howdah_internal.work_run(run_id bigint, is_asked boolean, in_slices boolean)
  returns text
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_schedule howdah.schedules;
  v_ends_at timestamptz := howdah_internal.slice_ends_at(30);
  v_has_more boolean := false;
  v_error text;
begin
  select s.* into v_schedule
    from howdah.schedule_runs as r
    join howdah.schedules as s on s.name = r.schedule
   where r.id = work_run.run_id and r.outcome = 'running'
     for no key update of s, r skip locked;
  if not found then
    return 'busy';
  end if;
  begin
    loop
      v_has_more := howdah_internal.run_task(v_schedule.function, work_run.is_asked);
      exit when not v_has_more or work_run.in_slices or pg_catalog.clock_timestamp() > v_ends_at;
    end loop;
  exception
    -- One that fails stops no other, and others alone would let a statement_timeout through.
    when query_canceled or others then
      v_error := format('%s (%s)', left(sqlerrm, 500), sqlstate);
  end;
  update howdah.schedule_runs as r
     set finished_at = howdah.clock(), outcome = case when v_error is null then 'done' else 'failed' end,
         error_message = v_error
   where r.id = work_run.run_id;
  if v_has_more and work_run.in_slices and v_error is null then
    -- After this slice has committed, and after what else is due.
    update howdah.schedules as s set next_run_at = howdah.now() where s.name = v_schedule.name;
  end if;
  return case when v_error is null then 'done' else 'failed' end;
end
$$;
comment on function howdah_internal.work_run is
  'Does the work of a run that was noted, and writes down how it ended: done, failed, or busy when somebody has it. '
  'In slices, long work is due again at once where some is left.';
