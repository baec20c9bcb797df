-- A hint only: polling is the truth. NOTIFY serialises commits, so nobody is told while all who serve the lane are busy.
create or replace function howdah.notify_workers(lane text)
  returns void
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  if exists (
    select from howdah.workers as w
     where (select l.class from howdah.lanes as l where l.name = notify_workers.lane) = any (w.idle_classes)
       and w.seen_at > howdah.now() - interval '1 minute'
  ) then
    perform pg_notify('howdah_jobs', notify_workers.lane);
  end if;
end
$$;
comment on function howdah.notify_workers(text) is 'Wakes workers that wait in the lane''s class after the commit; payload is the lane.';
