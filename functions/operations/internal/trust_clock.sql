create or replace function howdah_internal.trust_clock(task text)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  insert into howdah_internal.clock_looks as l (task, seen_at)
  values (trust_clock.task, howdah.clock())
  on conflict (task) do update set seen_at = excluded.seen_at, doubted_at = null;
end
$$;
comment on function howdah_internal.trust_clock is 'The present time is right, as far as this task is concerned.';
