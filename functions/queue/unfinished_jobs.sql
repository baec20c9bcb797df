create or replace function howdah.unfinished_jobs(
  worker text default null,
  classes text[] default '{interactive,bulk}'
)
  returns table (lane text, job_count bigint, reason text)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_classes text[] := coalesce(unfinished_jobs.classes, '{interactive,bulk}'::text[]);
  v_is_off boolean := howdah_internal.calls_are_off();
  v_now timestamptz := howdah.clock();
  v_providers text[] := (select w.providers from howdah_internal.workers as w where w.name = unfinished_jobs.worker);
begin
  return query
  select f.lane, sum(f.jobs)::bigint, f.reason
    from (
      select w.lane, w.jobs, case
               when v_is_off then 'calls of models are switched off'
               when w.provider != all (v_providers) then 'this worker has no URL or key for the provider'
               when l.paused_until > v_now then format('paused until %s: %s', l.paused_until, l.pause_reason)
               when l.max_running = 0 then 'max_running of the lane is 0'
               -- It may be long: until the next month.
               when w.waits_for_money or w.is_ready and exists (
                 select from howdah_internal.queue_heads as h
                  where h.lane = w.lane and h.tenant_id = w.tenant_id and h.blocked_until > v_now
               ) then 'a budget is used up'
             end as reason
        from (
          select j.lane, o.provider, o.class, j.tenant_id, j.state = 'ready' as is_ready,
                 j.state = 'ready' and j.run_after > v_now and j.error_code is not distinct from 'budget_exceeded'
                   as waits_for_money,
                 count(*) as jobs
            from howdah_internal.jobs as j
            join howdah.lanes as o on o.name = j.lane
           where o.provider is not null and j.state in ('ready', 'running')
           group by 1, 2, 3, 4, 5, 6
           union all
          -- A change of models has more jobs to come, until it is done or dead jobs stand in its way.
          select n.provider || '/' || n.name || '/bulk', n.provider, 'bulk', m.tenant_id, true, exists (
                   select from howdah_internal.jobs as j
                    where j.lane = n.provider || '/' || n.name || '/bulk' and j.tenant_id = m.tenant_id
                      and j.state = 'ready' and j.run_after > v_now and j.error_code = 'budget_exceeded'), 1
            from howdah_internal.model_changes as m
            join howdah.models as n on n.id = m.new_model_id
           where m.state = 'running' and m.stalled_at is null and m.error_code is null
           union all
          select 'watched tables', null, 'bulk', null, true, false, 1
            from howdah.watched_tables as t
           where t.error is null
             and (not t.is_backfilled or exists (
               select from howdah_internal.watched_changes as c where c.watched_table_id = t.id))
        ) as w
        left join howdah.lanes as l on l.name = w.lane
       where w.class = any (v_classes)
    ) as f
   group by f.lane, f.reason
   order by f.lane, f.reason;
end
$$;
comment on function howdah.unfinished_jobs is
  'How many jobs of model lanes in these classes wait or run, with one more for each change of models and each '
  'watched table that brings more. reason says why this worker (null: any) cannot do them now: calls are switched '
  'off, it cannot call the provider, the lane is paused or may run nothing, a budget is used up; null where it can. '
  'No such row ends a drain. Example: select * from howdah.unfinished_jobs().';
grant execute on function howdah.unfinished_jobs to howdah_worker;
