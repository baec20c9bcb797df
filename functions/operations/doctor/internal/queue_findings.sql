create or replace function howdah_internal.queue_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  with seen as (
    -- One that a clock seems to see that was ahead may be long gone.
    select w.* from howdah_internal.workers as w
     where w.seen_at between howdah.clock() - interval '1 minute' and howdah.clock() + interval '1 minute'
  )
  select 'no_worker', 'error', 'worker', 'jobs wait and no worker has been seen for a minute', w.since,
         'start one with  howdah worker'
    from (
      -- Lanes without a provider are served by workers of your own, which need not register.
      select min(j.created_at) as since
        from howdah_internal.jobs as j
        join howdah.lanes as l on l.name = j.lane and l.provider is not null
       where j.state = 'ready' and j.run_after <= howdah.now()
    ) as w
   where w.since is not null and not exists (select from seen)
  union all
  select 'lane_paused', case l.pause_reason when 'rate_limited' then 'warning' else 'error' end, 'lane ' || l.name,
         format('paused until %s: %s', date_trunc('second', l.paused_until), l.pause_reason), l.last_error_at,
         coalesce(howdah_internal.failure_advice(l.pause_reason, l.provider), 'howdah.resume_lane(lane) ends the pause')
    from howdah.lanes as l
   where l.paused_until > howdah.clock()
  union all
  select 'calls_fail', 'error', 'lane ' || l.name,
         format('the last %s calls failed: %s', l.failure_count, l.last_error_code), l.failing_since,
         coalesce(howdah_internal.failure_advice(l.last_error_code, l.provider), 'the worker''s log says more')
    from howdah.lanes as l
   where l.failure_count >= 2 and coalesce(l.paused_until, '-infinity') <= howdah.clock()
     and (
       l.last_error_at > howdah.now() - interval '1 hour'
       or exists (select from howdah_internal.jobs as j where j.lane = l.name and j.state in ('ready', 'running')))
  union all
  select 'calls_off', 'error', 'calls', 'calls of models are switched off', f.updated_at,
         'howdah.resume_calls() switches them on'
    from howdah.system_flags as f
   where f.key = 'llm_calls' and f.value = 'off'
  union all
  select 'provider_unserved', 'error', 'lane ' || l.name, 'jobs wait for a provider that no worker can call',
         min(j.created_at), format('give a worker HOWDAH_PROVIDER_%s_URL and _KEY', upper(l.provider))
    from howdah.lanes as l
    join howdah_internal.jobs as j on j.lane = l.name and j.state = 'ready'
   where l.provider is not null
     and exists (select from seen)
     and not exists (select from seen as w where l.provider = any (w.providers))
   group by l.name
  union all
  select 'dead_jobs', 'warning', 'lane ' || j.lane,
         format('%s dead jobs: %s', count(*), coalesce(j.error_code, 'unknown')), min(j.failed_at),
         'see howdah.dead_jobs; howdah.retry_dead_jobs puts them back'
    from howdah_internal.jobs as j
   where j.state = 'dead'
   group by j.lane, j.error_code
  union all
  select 'old_worker', 'warning', 'worker ' || w.name,
         format('knows schema version %s, installed is %s', w.schema_version, s.version), w.seen_at,
         'update the package and start it again'
    from seen as w
    join howdah.schema_version() as s on s.version > w.schema_version
  union all
  select 'maintenance_fails', 'error', 'maintenance', format('%s fails: %s', e.key, e.value), f.updated_at,
         'workers try it again every few seconds; by hand:  select howdah.maintain_queue()'
    from howdah.system_flags as f
   cross join jsonb_each_text(f.details) as e
   where f.key = 'maintenance_errors'
  union all
  select 'vacuum_behind', 'warning', 'table jobs', format('autovacuum is behind: %s dead rows', t.n_dead_tup),
         t.last_autovacuum,
         'vacuum howdah_internal.jobs; and see that autovacuum is on and no old transaction is open'
    from pg_stat_all_tables as t
   where t.relid = 'howdah_internal.jobs'::regclass and t.n_dead_tup > 50000 + 2 * t.n_live_tup
  union all
  select 'rows_in_default', 'warning', 'table jobs_done', 'finished jobs lie in the default partition', min(d.done_at),
         'run a worker, or  select howdah.maintain_queue()'
    from howdah_internal.jobs_done_default as d
  having count(*) > 0;
end
$$;
comment on function howdah_internal.queue_findings is 'What is wrong with workers, lanes and jobs.';
