create or replace function howdah_internal.expire_jobs()
  returns integer
  language plpgsql
  volatile
as $$
declare
  v_ids bigint[] := array(
    select j.id from howdah_internal.jobs as j
     where j.state = 'ready' and j.deadline <= howdah.clock()
     order by j.deadline
     limit 1000
       for update skip locked
  );
begin
  if cardinality(v_ids) > 0 then
    perform howdah_internal.bury_jobs(v_ids, 'expired', 'the deadline passed before the call');
  end if;
  return cardinality(v_ids);
end
$$;
comment on function howdah_internal.expire_jobs is
  'Gives up jobs that waited past their deadline, also in paused lanes; up to 1,000 at a time. Returns how many.';
