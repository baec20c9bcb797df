drop function if exists howdah.tick(integer);
drop function if exists howdah.tick(double precision);
create or replace function howdah.tick(max_runs double precision default null, part text default null)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_max_runs integer := howdah_internal.whole('max_runs', tick.max_runs);
  v_now timestamptz := howdah.now();
  v_schedule howdah.schedules;
  v_run_id bigint;
  v_count integer := 0;
begin
  if v_max_runs < 1 then
    raise exception 'max_runs is below 1' using errcode = '22023', hint = 'Leave it out to run whatever is due.';
  end if;
  if tick.part not in ('begin', 'work') then
    raise exception 'part is neither begin nor work'
      using errcode = '22023', hint = 'Leave it out for both at once.';
  end if;
  if tick.part = 'work' then
    loop
      exit when v_count >= v_max_runs;
      -- The newest first: one whose worker died waits for its next time.
      select r.id into v_run_id
        from howdah.schedule_runs as r
        join howdah.schedules as s on s.name = r.schedule
       where r.outcome = 'running'
       order by r.started_at desc, r.id desc
       limit 1
         for no key update of s, r skip locked;
      exit when not found;
      perform howdah_internal.work_run(v_run_id, is_asked => false, in_slices => true);
      v_count := v_count + 1;
    end loop;
    return v_count;
  end if;
  for v_schedule in select s.* from howdah.schedules as s where s.is_enabled order by s.next_run_at, s.name loop
    exit when v_count >= v_max_runs;
    continue when not howdah_internal.is_due(v_schedule, v_now);
    v_run_id := howdah_internal.begin_run(v_schedule.name, only_if_due => true);
    if v_run_id is not null then
      v_count := v_count + 1;
      if tick.part is null then
        perform howdah_internal.work_run(v_run_id, is_asked => false, in_slices => false);
      end if;
    end if;
  end loop;
  return v_count;
end
$$;
comment on function howdah.tick is
  'Runs the schedules that are due, at most max_runs of them, and returns how many it ran. Workers call it every few '
  'seconds, in two transactions, so that work that never ends is not the first again: part begin notes what is due and '
  'moves its next run, part work does what was noted. With pg_cron or several callers each due run still happens '
  'once. Raises 22023. Example: select howdah.tick().';
grant execute on function howdah.tick to howdah_worker, howdah_admin;
