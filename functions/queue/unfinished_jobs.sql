create or replace function howdah.unfinished_jobs(classes text[], worker text default null)
  returns bigint
  language plpgsql
  stable
  security definer -- the worker reads no table
  set search_path from current
as $$
declare
  v_now timestamptz := howdah.clock();
  v_providers text[] := (select w.providers from howdah.workers as w where w.name = unfinished_jobs.worker);
begin
  if howdah.calls_are_off() then
    return 0;
  end if;
  return (
    select count(*)
      from howdah.jobs as j
      join howdah.lanes as l on l.name = j.lane
     where l.class = any (unfinished_jobs.classes)
       and l.provider is not null
       and l.max_running is distinct from 0
       and (v_providers is null or l.provider = any (v_providers))
       and j.state in ('ready', 'running')
       and coalesce(l.paused_until, '-infinity') < v_now
       -- What waits for money would wait for the next month.
       and not (j.state = 'ready' and (
         j.error_code is not distinct from 'budget_exceeded' and j.run_after > v_now
         or exists (
           select from howdah.queue_heads as h
            where h.lane = j.lane and h.tenant_id = j.tenant_id and h.blocked_until > v_now
         )
       ))
  ) + (
    -- A change of models has more jobs to come, until it is done or dead jobs stand in its way.
    select count(*)
      from howdah.model_changes as m
      join howdah.models as n on n.id = m.new_model_id
      left join howdah.lanes as l on l.model_id = m.new_model_id and l.class = 'bulk'
     where m.state = 'running'
       and m.stalled_at is null
       and m.error_code is null
       and 'bulk' = any (unfinished_jobs.classes)
       and (v_providers is null or n.provider = any (v_providers))
       and coalesce(l.paused_until, '-infinity') < v_now
       and l.max_running is distinct from 0
       and not exists (
         select from howdah.queue_heads as h
          where h.lane = l.name and h.tenant_id = m.tenant_id and h.blocked_until > v_now
       )
       and not exists (
         select from howdah.jobs as j
          where j.lane = l.name and j.tenant_id = m.tenant_id and j.state = 'ready' and j.run_after > v_now
            and j.error_code = 'budget_exceeded'
       )
  ) + (
    select count(*)
      from howdah.watched_tables as w
     where 'bulk' = any (unfinished_jobs.classes)
       and w.error is null
       and (not w.is_backfilled or exists (select from howdah.watched_changes as c where c.watched_table_id = w.id))
  );
end
$$;
comment on function howdah.unfinished_jobs(text[], text) is
  'How many jobs of model lanes in these classes wait or run, with changes of models and watched tables that bring more, '
  'as far as this worker (null: any) can do them now: without lanes that are paused or may run nothing, providers it cannot '
  'call, used up budgets, and nothing at all while calls are switched off. '
  '0 ends a drain.';
