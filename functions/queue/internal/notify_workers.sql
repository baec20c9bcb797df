-- Only a hint: polling is the truth. NOTIFY serialises commits, so nobody is told while all who serve it are busy.
create or replace function howdah_internal.notify_workers(lane text)
  returns void
  language plpgsql
  volatile
as $$
begin
  if exists (
    select from howdah_internal.workers as w
     where (select l.class from howdah.lanes as l where l.name = notify_workers.lane) = any (w.idle_classes)
       and w.seen_at > howdah.now() - interval '1 minute'
  ) then
    perform pg_notify('howdah_jobs', notify_workers.lane);
  end if;
end
$$;
comment on function howdah_internal.notify_workers is
  'Wakes workers that wait in the lane''s class after the commit; payload is the lane.';
