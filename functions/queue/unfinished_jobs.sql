create or replace function howdah.unfinished_jobs(classes text[])
  returns bigint
  language plpgsql
  stable
  security definer -- the worker reads no table
  set search_path from current
as $$
begin
  return (
    select count(*)
      from howdah.jobs as j
      join howdah.lanes as l on l.name = j.lane
     where l.class = any (unfinished_jobs.classes)
       and l.provider is not null
       and j.state in ('ready', 'running')
       and coalesce(l.paused_until, '-infinity') < howdah.clock()
  ) + (
    -- A change of models has more jobs to come, until it is done or dead jobs stand in its way.
    select count(*)
      from howdah.model_changes as m
      left join howdah.lanes as l on l.model_id = m.new_model_id and l.class = 'bulk'
     where m.state = 'running'
       and m.stalled_at is null
       and m.error_code is null
       and 'bulk' = any (unfinished_jobs.classes)
       and coalesce(l.paused_until, '-infinity') < howdah.clock()
  );
end
$$;
comment on function howdah.unfinished_jobs(text[]) is
  'How many jobs of model lanes in these classes wait or run, and changes of models with them, without those in paused lanes: 0 ends a drain.';
