create or replace function howdah.doctor()
  returns table (severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
  security definer -- looks at every table
  set search_path from current
as $$
begin
  return query
  select 'error', 'worker', 'jobs wait and no worker has been seen for a minute',
         w.since, 'start one with  howdah worker'
    from (
      -- Lanes without a provider are served by workers of your own, which need not register.
      select min(j.created_at) as since
        from howdah.jobs as j
        join howdah.lanes as l on l.name = j.lane and l.provider is not null
       where j.state = 'ready' and j.run_after <= howdah.now()
    ) as w
   where w.since is not null
     and not exists (select from howdah.workers as w where w.seen_at > howdah.clock() - interval '1 minute')
  union all
  select case l.pause_reason when 'rate_limited' then 'warning' else 'error' end, 'lane ' || l.name,
         format('paused until %s: %s', date_trunc('second', l.paused_until), l.pause_reason), l.last_error_at,
         case l.pause_reason
           when 'authentication' then 'the provider refuses the key: correct it in the worker''s environment'
           when 'model_not_found' then 'the provider does not know the model: register the right name'
           when 'insufficient_quota' then 'the account at the provider has no money or quota left: top it up'
           when 'wrong_dimensions' then 'the model''s vectors do not have the dimensions it is registered with: register it again under its own name'
           when 'not_configured' then 'no worker has a URL or key for this provider'
           when 'rate_limited' then 'nothing to do: it goes on by itself'
           else 'howdah.resume_lane(lane) ends the pause'
         end
    from howdah.lanes as l
   where l.paused_until > howdah.clock()
  union all
  select 'error', 'tenant ' || w.tenant_id,
         format('budget exhausted: %s of %s cents spent in the %s of %s %s', trim_scale(round(w.spent_cents, 2)),
           trim_scale(w.limit_cents), w.period, w.scope, w.subject), w.refused_at,
         coalesce(format('jobs go on at %s, or raise it with howdah.set_budget', w.resets_at), 'raise it with howdah.set_budget')
    from howdah.budget_status as w
   where w.is_hard
     -- Who was refused with an error left no trace; what many share is looked at all the same.
     and (w.refused_at > howdah.clock() - interval '6 minutes'
          or w.spent_cents >= w.limit_cents and w.limit_cents > 0 and w.scope not in ('user', 'plan'))
  union all
  select 'warning', 'tenant ' || a.tenant_id,
         format('%s %% of the budget spent: %s of %s cents in the %s of %s %s', a.soft_percent,
           trim_scale(round(a.spent_cents, 2)), trim_scale(a.limit_cents), a.period, a.scope, a.subject), a.alerted_at,
         case when a.is_hard then 'raise it with howdah.set_budget, or calls will be refused' else 'only a warning: the budget is soft' end
    from howdah.budget_alerts as a
   where coalesce(a.resets_at, 'infinity') > howdah.now()
     and a.scope not in ('user', 'plan')
     and (not a.is_hard or a.spent_cents < a.limit_cents)
  union all
  select 'error', 'lane ' || l.name, 'jobs wait: the model has no price and a hard budget applies', min(j.created_at),
         'give it one with howdah.set_price, or set the setting unpriced_calls to estimate or allow'
    from howdah.lanes as l
    join howdah.jobs as j on j.lane = l.name and j.state = 'ready'
   where l.model_id is not null and l.class = 'bulk'
     and exists (
       select from howdah.budgets as b
        where b.tenant_id in (j.tenant_id, '*') and b.is_hard and b.limit_cents is not null
     )
     and howdah.estimated_cost(l.model_id, howdah.now(), 1, 0) is null
   group by l.name
  union all
  select 'error', 'calls', 'calls of models are switched off', f.updated_at, 'howdah.resume_calls() switches them on'
    from howdah.system_flags as f
   where f.key = 'llm_calls' and f.value = '"off"'
  union all
  select 'error', 'lane ' || l.name, 'jobs wait for a provider that no worker can call', min(j.created_at),
         format('give a worker HOWDAH_PROVIDER_%s_URL and _KEY', upper(l.provider))
    from howdah.lanes as l
    join howdah.jobs as j on j.lane = l.name and j.state = 'ready'
   where l.provider is not null
     and exists (select from howdah.workers as w where w.seen_at > howdah.clock() - interval '1 minute')
     and not exists (
       select from howdah.workers as w
        where w.seen_at > howdah.clock() - interval '1 minute' and l.provider = any (w.providers)
     )
   group by l.name
  union all
  select 'warning', 'lane ' || j.lane, format('%s dead jobs: %s', count(*), coalesce(j.error_code, 'unknown')),
         min(j.failed_at), 'see howdah.dead_jobs; howdah.retry_dead_jobs puts them back'
    from howdah.jobs as j
   where j.state = 'dead'
   group by j.lane, j.error_code
  union all
  -- As in databases that began before PostgreSQL 15. Functions made there could stand in for those of the system.
  select 'error', 'schema ' || n.nspname, 'everybody may create functions in it, and howdah''s functions use pgvector there',
         null, format('revoke create on schema %I from public', n.nspname)
    from pg_type as t
    join pg_namespace as n on n.oid = t.typnamespace
   where t.oid = 'halfvec'::regtype and has_schema_privilege('public', n.oid, 'create')
  union all
  select 'warning', 'worker ' || w.name, format('knows schema version %s, installed is %s', w.schema_version, s.version),
         w.seen_at, 'update the package and start it again'
    from howdah.workers as w
   cross join howdah.schema_version() as s
   where w.seen_at > howdah.clock() - interval '1 minute' and w.schema_version < s.version
  union all
  select 'warning', 'snapshot', format('process %s (%s) has held a snapshot since then, so that vacuum cannot clean up',
           a.pid, coalesce(nullif(a.application_name, ''), a.usename::text)),
         a.xact_start, format('end that transaction, or  select pg_terminate_backend(%s)', a.pid)
    from pg_stat_activity as a
   where a.datname = current_database() and a.backend_xmin is not null
     and a.xact_start < pg_catalog.clock_timestamp() - interval '10 minutes'
  union all
  select 'warning', 'table jobs', format('autovacuum is behind: %s dead rows', t.n_dead_tup), t.last_autovacuum,
         'vacuum howdah.jobs; and see that autovacuum is on and no old transaction is open'
    from pg_stat_all_tables as t
   where t.relid = 'howdah.jobs'::regclass and t.n_dead_tup > 50000 + 2 * t.n_live_tup
  union all
  select 'error', format('watched table %s.%s', s.source_schema, s.source_table), 'it stands still: ' || s.error, s.error_at,
         'howdah.watch_table with the columns as they are now, or howdah.unwatch_table; no change is lost meanwhile'
    from howdah.watch_status as s
   where s.error is not null
  union all
  select 'warning', format('watched table %s.%s', s.source_schema, s.source_table),
         format('%s rows cannot be documents', s.failed_count), null, 'see howdah.watched_documents for the reasons'
    from howdah.watch_status as s
   where s.failed_count > 0
  union all
  select 'warning', format('watched table %s.%s', s.source_schema, s.source_table), 'changes wait to become documents',
         s.oldest_change_at, 'start a worker, or  select howdah.sync_watched(1000)'
    from howdah.watch_status as s
   where s.error is null and s.oldest_change_at < howdah.clock() - interval '5 minutes'
  union all
  select 'error', 'maintenance', format('%s fails: %s', e.key, e.value), f.updated_at,
         'workers try it again every few seconds; by hand:  select howdah.maintain_queue()'
    from howdah.system_flags as f
   cross join jsonb_each_text(f.value) as e
   where f.key = 'maintenance_errors'
  union all
  select 'warning', 'schedules', format('not run although due: %s', string_agg(h.name, ', ' order by h.name)),
         min(h.next_run_at), 'start a worker, or  select * from howdah.install_schedules()  where pg_cron is'
    from howdah.schedule_health as h
   where h.is_overdue
  having count(*) > 0
  union all
  select 'error', 'schedule ' || h.name, format('its last run failed: %s', h.last_error), h.last_run_at,
         format('see howdah.schedule_runs; try it with  select howdah.run_schedule(%L)', h.name)
    from howdah.schedule_health as h
   where h.is_enabled and h.last_outcome = 'failed'
  union all
  select 'warning', format('collection %s', c.value ->> 'collection'),
         format('what is found by %s is less similar than it used to be: %s instead of %s', c.value ->> 'model',
           c.value ->> 'recent', c.value ->> 'baseline'),
         f.updated_at, 'see howdah.retrieval_quality: missing documents, other questions, or time for another model; '
           'howdah.reset_retrieval_baseline(collection) if it was meant'
    from howdah.system_flags as f
   cross join jsonb_array_elements(f.value -> 'collections') as c (value)
   where f.key = 'reembedding_status'
  union all
  select f.* from howdah.price_findings() as f
  union all
  select 'warning', format('experiment %s of prompt %s', e.id, e.prompt),
         'its users are not split as its weights say, so its results mean nothing', e.started_at,
         'something loses or repeats users of one version: see howdah.experiment_results, mend it, start another'
    from howdah.experiments as e
   where e.status = 'running' and howdah.sample_ratio_p(e.tenant_id, e.id) < 0.001
  union all
  select 'warning', 'table jobs_done', 'finished jobs lie in the default partition', min(d.done_at),
         'run a worker, or  select howdah.maintain_queue()'
    from howdah.jobs_done_default as d
  having count(*) > 0;
end
$$;
comment on function howdah.doctor() is
  'One row per finding: what is wrong, since when, and what to do; no row means that all is well. '
  'Example: select * from howdah.doctor().';
