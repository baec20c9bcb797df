create or replace function howdah_internal.believes_clock(task text)
  returns boolean
  language plpgsql
  volatile
as $$
declare
  v_now timestamptz := howdah.clock();
  v_look howdah_internal.clock_looks;
  v_period interval;
begin
  select l.* into v_look from howdah_internal.clock_looks as l where l.task = believes_clock.task;
  if not found then
    perform howdah_internal.trust_clock(believes_clock.task);
    return true;
  end if;
  if v_now < v_look.seen_at + interval '1 month' then
    if v_look.doubted_at is not null or v_now not between v_look.seen_at and v_look.seen_at + interval '1 hour' then
      perform howdah_internal.trust_clock(believes_clock.task);
    end if;
    return true;
  end if;
  -- A schedule of every year is not late after ten months.
  select max(f.second_at - f.first_at) into v_period
    from howdah.schedules as s
   cross join lateral (select howdah.next_run(s.schedule, s.time_zone) as first_at) as n
   cross join lateral (
     select n.first_at, howdah.next_run(s.schedule, s.time_zone, n.first_at) as second_at) as f
   where s.function = believes_clock.task and s.is_enabled;
  if v_now < v_look.seen_at + interval '1 month' + coalesce(v_period, interval '0')
     or v_now >= v_look.doubted_at + interval '1 day' then
    perform howdah_internal.trust_clock(believes_clock.task);
    return true;
  end if;
  -- Doubted anew where it has gone back, but not all the way.
  update howdah_internal.clock_looks as l
     set doubted_at = v_now
   where l.task = believes_clock.task and (l.doubted_at is null or l.doubted_at > v_now);
  return false;
end
$$;
comment on function howdah_internal.believes_clock is
  'Whether a task may delete by the clock: not where its last look lies a month and a period back, until that is '
  'still so a day later, or somebody asks for it.';
