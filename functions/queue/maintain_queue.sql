create or replace function howdah.maintain_queue()
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  perform howdah.expire_jobs();
  perform howdah.expire_reservations();
  -- One at a time is enough, and none waits for another.
  if not pg_try_advisory_xact_lock(hashtextextended('howdah.maintain_queue', 0)) then
    return;
  end if;
  perform howdah.scan_lane(l.name)
     from howdah.lanes as l
    where coalesce(l.scanned_at not between howdah.clock() - interval '4 seconds' and howdah.clock(), true)
      and exists (select from howdah.jobs as j where j.lane = l.name and j.state = 'ready');
  delete from howdah.workers as w where w.seen_at < howdah.clock() - interval '1 day';
  perform howdah.make_partitions();
  perform howdah.count_new_chunks();
  perform howdah.tend_model_changes();
end
$$;
comment on function howdah.maintain_queue() is
  'What keeps the queue in order: expires jobs past their deadline and reservations of calls that never ended, '
  'finds jobs that committed late, forgets workers gone for a day, makes and drops daily partitions, counts the '
  'words of new chunks, goes on with changes of embedding models. Workers call it every few seconds; it may be '
  'called by anyone at any time.';
