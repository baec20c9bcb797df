create or replace function howdah_internal.upkeep_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  -- As in databases that began before PostgreSQL 15. Functions made there could stand in for those of the system.
  select 'open_schema', 'error', 'schema ' || n.nspname,
         'everybody may create functions in it, and howdah''s functions use pgvector there', null::timestamptz,
         format('revoke create on schema %I from public', n.nspname)
    from pg_type as t
    join pg_namespace as n on n.oid = t.typnamespace
   where t.oid = to_regtype('halfvec') and has_schema_privilege('public', n.oid, 'create')
  union all
  select 'old_snapshot', 'warning', 'snapshot',
         format('process %s (%s) has held a snapshot since then, so that vacuum cannot clean up', a.pid,
           coalesce(nullif(a.application_name, ''), a.usename::text)),
         a.xact_start, format('end that transaction, or  select pg_terminate_backend(%s)', a.pid)
    from pg_stat_activity as a
   where a.datname = current_database() and a.backend_xmin is not null
     and a.xact_start < pg_catalog.clock_timestamp() - interval '10 minutes'
  union all
  select 'retrieval_drift', 'warning', format('collection %s', c.value ->> 'collection'),
         format('what is found by %s is less similar than it used to be: %s instead of %s', c.value ->> 'model',
           c.value ->> 'recent', c.value ->> 'baseline'),
         f.updated_at,
         'see howdah.retrieval_quality: missing documents, other questions, or time for another model; '
           'howdah.reset_retrieval_baseline(collection) if it was meant'
    from howdah.system_flags as f
   cross join jsonb_array_elements(f.details -> 'collections') as c (value)
   where f.key = 'reembedding_status'
  union all
  select 'former_index', 'warning', 'keyword search',
         format('%s of %s chunks are indexed by a former rule: they are found by fewer words',
           f.count, (select count(*) from howdah.chunks)),
         null, 'workers go on with it by themselves; or  select howdah.maintain_queue(''{index_former_chunks}'')'
    from (select count(*) as count from howdah.chunks as c where c.tsv_version < 1) as f
   where f.count > 0
  union all
  -- The first run needed no key; what was added then knows nothing of the one that came later.
  select 'local_collection', 'warning', 'collection ' || c.name,
         format('it still embeds with %s/%s, the built-in model; new ones embed with %s', m.provider, m.name,
           howdah.setting('default_embedding_model')),
         min(c.created_at),
         format('select howdah.start_reembedding(%L, %L)', c.name, howdah.setting('default_embedding_model'))
    from howdah.collections as c
    join howdah.models as m on m.id = c.embedding_model_id and m.provider = 'local'
   where howdah.setting('default_embedding_model') not like 'local/%'
     and exists (select from howdah.documents as d where d.tenant_id = c.tenant_id and d.collection = c.name)
     and not exists (
       select from howdah_internal.model_changes as g
        where g.tenant_id = c.tenant_id and g.collection = c.name and g.state = 'running')
   group by c.name, m.provider, m.name
  union all
  select 'rows_in_default', 'warning', 'table ' || l.name, 'rows of the log lie in the default partition',
         min(l.created_at), 'run a worker, or  select howdah.maintain_queue()'
    from (
      select 'access_log', a.created_at from howdah.access_log_default as a
      union all
      select 'change_log', g.created_at from howdah.change_log_default as g
    ) as l (name, created_at)
   -- The next maintenance takes them out of it.
   where l.created_at < howdah.clock() - interval '1 hour'
   group by l.name
  union all
  select 'sample_ratio', 'warning', format('experiment %s of prompt %s', e.id, e.prompt),
         'its users are not split as its weights say, so its results mean nothing', e.started_at,
         'something loses or repeats users of one version: see howdah.experiment_results, mend it, start another'
    from howdah.experiments as e
   where e.status = 'running' and howdah_internal.sample_ratio_p(e.tenant_id, e.id) < 0.001;
end
$$;
comment on function howdah_internal.upkeep_findings is
  'What is wrong with the server, schedules, retrieval and experiments.';
