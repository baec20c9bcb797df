create or replace function howdah.return_to_ready(job_ids bigint[], run_after timestamptz)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_id bigint;
  v_count integer := 0;
begin
  -- One by one: a ready twin (a newer job of the same dedup key) takes the place of the one that comes back.
  foreach v_id in array coalesce(return_to_ready.job_ids, '{}') loop
    begin
      update howdah.jobs as j
         set state = 'ready',
             token = null,
             lease_until = null,
             worker = null,
             run_after = greatest(return_to_ready.run_after, howdah.clock())
       where j.id = v_id;
      v_count := v_count + 1;
    exception
      when unique_violation then
        perform howdah.finish_jobs(
          array[v_id], (select j.token from howdah.jobs as j where j.id = v_id), 'stale');
    end;
  end loop;
  return v_count;
end
$$;
comment on function howdah.return_to_ready(bigint[], timestamptz) is
  'Puts jobs back to ready, not before run_after; one whose ready twin exists already is finished as stale.';
