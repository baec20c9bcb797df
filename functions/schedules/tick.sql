drop function if exists howdah.tick(integer);
create or replace function howdah.tick(max_runs double precision default null)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_max_runs integer := howdah_internal.whole('max_runs', tick.max_runs);
  v_name text;
  v_count integer := 0;
begin
  if v_max_runs < 1 then
    raise exception 'max_runs is below 1' using errcode = '22023', hint = 'Leave it out to run whatever is due.';
  end if;
  for v_name in
    select s.name
      from howdah.schedules as s
     where s.is_enabled and s.next_run_at <= howdah.now()
     order by s.next_run_at, s.name
  loop
    exit when v_count >= v_max_runs;
    if howdah.run_schedule(v_name, only_if_due => true) in ('done', 'failed') then
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end
$$;
comment on function howdah.tick is
  'Runs the schedules that are due, at most max_runs of them, and returns how many it ran. Workers call it every few '
  'seconds, so that nothing needs pg_cron; with pg_cron or several callers each due run still happens once. Raises '
  '22023. Example: select howdah.tick().';
grant execute on function howdah.tick to howdah_worker, howdah_admin;
