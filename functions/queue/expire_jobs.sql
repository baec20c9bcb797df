create or replace function howdah.expire_jobs()
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_ids bigint[] := array(
    select j.id from howdah.jobs as j
     where j.state = 'ready' and j.deadline <= howdah.clock()
     order by j.deadline
     limit 1000
       for update skip locked
  );
begin
  if cardinality(v_ids) > 0 then
    perform howdah.bury_jobs(v_ids, 'expired', 'the deadline passed before the call');
  end if;
  return cardinality(v_ids);
end
$$;
comment on function howdah.expire_jobs() is
  'Gives up jobs that waited past their deadline, also in paused lanes; up to 1,000 at a time. Returns how many.';
