create or replace function howdah.status_lines()
  returns table (name text, value text)
  language plpgsql
  stable
  security definer -- counts over every table
  set search_path from current
as $$
begin
  return query
  select 'server', split_part(version(), ' on ', 1)
  union all
  select 'schema', 'version ' || s.version from howdah.schema_version() as s
  union all
  select 'models', format('%s for embeddings, %s for answers',
           (select m.provider || '/' || m.name from howdah.models as m where m.id = howdah.default_model('embedding')),
           (select m.provider || '/' || m.name from howdah.models as m where m.id = howdah.default_model('chat')))
         || case when (select m.provider from howdah.models as m where m.id = howdah.default_model('chat')) = 'local'
              then ' (local provider: no model configured)' else '' end
  union all
  select 'workers', format('%s seen in the last minute', count(*))
    from howdah.workers as w where w.seen_at > howdah.clock() - interval '1 minute'
  union all
  select 'documents', format('%s in %s chunks', (select count(*) from howdah.documents), count(*)) from howdah.chunks
  union all
  select 'lane ' || q.lane, format('%s ready, %s delayed, %s running, %s dead', q.ready_count, q.delayed_count,
           q.running_count, q.dead_count)
         || case when q.paused_until > howdah.clock() then format(', paused until %s: %s', q.paused_until, q.pause_reason)
              else '' end
    from howdah.queue_health as q
  union all
  select 'calls today', format('%s, %s cents%s', count(*), coalesce(trim_scale(round(sum(u.cost_cents), 6)), 0),
           case when count(*) filter (where u.cost_cents is null) > 0
             then format(' and %s without a known price', count(*) filter (where u.cost_cents is null)) else '' end)
    from howdah.llm_usage as u
   where u.created_at >= date_trunc('day', howdah.now() at time zone 'UTC') at time zone 'UTC';
end
$$;
comment on function howdah.status_lines() is 'What howdah status shows, a name and a value a line.';
