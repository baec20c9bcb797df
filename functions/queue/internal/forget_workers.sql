create or replace function howdah_internal.forget_workers()
  returns void
  language plpgsql
  volatile
as $$
begin
  delete from howdah_internal.workers as w
   where w.name in (
     select o.name from howdah_internal.workers as o
      where o.seen_at not between howdah.clock() - interval '1 day' and howdah.clock() + interval '1 day'
        for update skip locked
   );
end
$$;
comment on function howdah_internal.forget_workers is
  'Forgets workers that have not been seen for a day, or were by a clock that was ahead.';
