create or replace function howdah.scan_lanes()
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
begin
  return (
    select sum(howdah.scan_lane(l.name))
      from howdah.lanes as l
     where coalesce(l.scanned_at not between howdah.clock() - interval '4 seconds' and howdah.clock(), true)
       and exists (select from howdah.jobs as j where j.lane = l.name and j.state = 'ready')
  );
end
$$;
comment on function howdah.scan_lanes() is 'scan_lane for every lane that has ready jobs and was not scanned just now.';
