create or replace function howdah.left_jobs(worker text)
  returns table (lane text, job_count bigint, reason text)
  language plpgsql
  stable
  security definer -- the worker reads no table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_is_off boolean := howdah.calls_are_off();
  v_now timestamptz := howdah.clock();
  v_providers text[] := (select w.providers from howdah.workers as w where w.name = left_jobs.worker);
begin
  return query
  select j.lane, count(*), case
           when v_is_off then 'calls of models are switched off'
           when l.provider != all (v_providers) then 'this worker has no URL or key for the provider'
           when l.paused_until > v_now then format('paused until %s: %s', l.paused_until, l.pause_reason)
           when l.max_running = 0 then 'max_running of the lane is 0'
           when bool_or(j.state = 'running') then 'another worker has them'
           else 'a budget is used up'
         end
    from howdah.jobs as j
    join howdah.lanes as l on l.name = j.lane
   where l.provider is not null and j.state in ('ready', 'running')
   group by j.lane, l.name
   order by j.lane;
end
$$;
comment on function howdah.left_jobs(text) is 'What a drain leaves behind, and why, a lane a row.';
