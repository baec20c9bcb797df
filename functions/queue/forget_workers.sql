create or replace function howdah.forget_workers()
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  delete from howdah.workers as w
   where w.name in (
     select o.name from howdah.workers as o where o.seen_at < howdah.clock() - interval '1 day' for update skip locked
   );
end
$$;
comment on function howdah.forget_workers() is 'Forgets workers that have not been seen for a day.';
