create or replace function howdah_internal.watch_usage()
  returns void
  language plpgsql
  volatile
as $$
declare
  -- Calls that began in an hour have mostly ended five minutes after it, and it is rolled up.
  v_until timestamptz := date_trunc('hour', howdah.now() - interval '5 minutes', 'UTC');
  v_hour timestamptz;
begin
  -- By a clock that is doubted nothing is odd, and nothing is too old.
  if not howdah_internal.may_delete() then
    return;
  end if;
  -- Its lock lasts to the end: one watchdog at a time.
  perform howdah.roll_up_usage();
  perform howdah_internal.fill_watched_usage();
  select greatest(r.done_until, v_until - interval '1 day') into v_hour
    from howdah_internal.usage_rollups as r
   where r.name = 'incidents'
     for update;
  while v_hour < v_until loop
    perform howdah_internal.judge_usage('hour', v_hour);
    v_hour := v_hour + interval '1 hour';
    -- Days that end, and those that go on as far as they have come by now.
    if v_hour = v_until or exists (
      select from howdah_internal.watch_windows('day', v_hour - interval '1 hour') as w
       where w.weeks_back = 0 and w.ends_at <= v_hour
    ) then
      perform howdah_internal.judge_usage('day', v_hour - interval '1 hour');
    end if;
    if v_hour = v_until then
      perform howdah_internal.judge_budgets();
    end if;
  end loop;
  -- Each hour is judged once: what comes late changes what is usual, and opens nothing.
  update howdah_internal.usage_rollups as r
     set done_until = v_until
   where r.name = 'incidents' and r.done_until != v_until;
  perform howdah_internal.judge_usage('hour', v_until);
end
$$;
comment on function howdah_internal.watch_usage is
  'The work of the schedule watchdog: judges the hours that ended since the last time (at most a day of them) and the '
  'days they are in, then the present hour as far as it has come, and the forecasts of budgets.';
