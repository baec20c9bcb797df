create or replace function howdah.status()
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path from current
  set jit = off
as $$
declare
  v_today date := (howdah.now() at time zone 'UTC')::date;
  v_status jsonb;
begin
  v_status := jsonb_build_object(
    'at', howdah.clock(),
    'server', split_part(version(), ' ', 2),
    'schema', (select s.version from howdah.schema_version() as s),
    'models', (
      select jsonb_object_agg(k.kind, coalesce(m.provider || '/' || m.name, k.named))
        from (
          select n.kind, coalesce(howdah.setting(format('default_%s_model', n.kind)), 'local/local-' || n.kind) as named
            from unnest(array['embedding', 'chat']) as n (kind)
        ) as k
        left join howdah.model_aliases as a on a.alias = k.named
        left join howdah.models as m on m.id = a.model_id or m.provider || '/' || m.name = k.named),
    -- What the documents there are embedded with: a default that came later changes no collection.
    'collections', (
      select coalesce(jsonb_agg(jsonb_build_object('model', n.model, 'names', n.names) order by n.model), '[]')
        from (
          select m.provider || '/' || m.name as model, jsonb_agg(distinct c.name) as names
            from howdah.collections as c
            join howdah.models as m on m.id = c.embedding_model_id
           group by m.provider, m.name
        ) as n),
    'workers', (
      select coalesce(jsonb_agg(w.name order by w.name), '[]') from howdah_internal.workers as w
       where w.seen_at between howdah.clock() - interval '1 minute' and howdah.clock() + interval '1 minute'),
    -- Lanes that have jobs, had some just now, or are paused; the fullest first.
    'lanes', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'lane', q.lane, 'class', q.class, 'ready', q.ready_count, 'delayed', q.delayed_count,
               'running', q.running_count, 'dead', q.dead_count,
               'oldest_seconds', floor(q.oldest_seconds), 'per_minute', round(q.done_per_minute, 1),
               'eta_seconds', ceil(q.eta_seconds), 'paused_until', q.paused_until,
               'pause_reason', q.pause_reason) order by n.job_count desc, q.lane), '[]')
        from howdah.queue_health as q
       cross join lateral (
         select q.ready_count + q.delayed_count + q.running_count + q.dead_count as job_count) as n
       where n.job_count > 0 or q.done_per_minute > 0 or q.paused_until is not null),
    'usage', (
      select jsonb_build_object(
               'calls_today', coalesce(sum(p.call_count) filter (where p.day = v_today), 0),
               'failed_today', coalesce(sum(p.failed_count) filter (where p.day = v_today), 0),
               'cost_today_cents', coalesce(sum(p.cost_cents) filter (where p.day = v_today), 0),
               'cost_month_cents', coalesce(sum(p.cost_cents), 0),
               'unpriced_today', coalesce(sum(p.unpriced_count) filter (where p.day = v_today), 0),
               'unpriced_month', coalesce(sum(p.unpriced_count), 0),
               'cache_hit_rate_today', round(
                 100 * sum(p.cached_count) filter (where p.day = v_today)
                 / nullif(sum(p.call_count - p.failed_count) filter (where p.day = v_today and p.kind = 'chat'), 0), 2),
               'cache_saved_today_cents', coalesce(sum(p.saved_cents) filter (where p.day = v_today), 0))
        from howdah_internal.usage_day_parts as p
       where p.day between date_trunc('month', v_today::timestamp)::date and v_today
    ) || (
      select jsonb_build_object(
               'calls_hour', count(*),
               'p50_ms', percentile_disc(0.5) within group (order by u.latency_ms) filter (where a.is_answer),
               'p95_ms', percentile_disc(0.95) within group (order by u.latency_ms) filter (where a.is_answer))
        from howdah.llm_usage as u
       cross join lateral (select u.kind = 'chat' and u.status = 'ok' and not u.cached as is_answer) as a
       where u.created_at > howdah.now() - interval '1 hour'),
    -- The twenty of which the largest share is spent or reserved.
    'budgets', (
      select coalesce(
               jsonb_agg(to_jsonb(n) order by n.share desc nulls last, n.tenant_id, n.scope, n.subject, n.period), '[]')
        from (
          select b.tenant_id, b.scope, b.subject, b.period, b.limit_cents, b.spent_cents, b.reserved_cents, b.is_hard,
                 b.resets_at, b.refused_count, b.is_hard and b.spent_cents >= b.limit_cents as is_exhausted,
                 round((b.spent_cents + b.reserved_cents) / nullif(b.limit_cents, 0), 4) as share
            from howdah.budget_status as b
           where b.limit_cents is not null
           order by share desc nulls last
           limit 20
        ) as n),
    'search', (
      select jsonb_build_object(
               'documents', howdah_internal.row_count('howdah.documents'),
               'chunks', howdah_internal.row_count('howdah.chunks'),
               'retrievals_today', count(*), 'empty_today', count(*) filter (where r.result_count = 0),
               'p95_ms', percentile_disc(0.95) within group (order by r.latency_ms),
               'top_similarity', round(avg(r.top_similarity)::numeric, 3), 'recall', (
                 select round(avg(m.recall)::numeric, 3) from howdah.retrieval_metrics as m
                  where m.recall is not null and m.created_at > howdah.now() - interval '7 days'))
        from howdah.retrieval_metrics as r
       where r.created_at >= date_trunc('day', howdah.now(), 'UTC')),
    'incidents', (
      select coalesce(jsonb_agg(to_jsonb(n) order by n.opened_at desc, n.id), '[]')
        from (
          select i.id, i.tenant_id, i.metric, i.subject, i.severity, i.text, i.opened_at, i.acknowledged_at, i.note
            from howdah.incidents as i
           where i.closed_at is null
           order by i.opened_at desc, i.id
           limit 20
        ) as n),
    'findings', (
      select coalesce(jsonb_agg(to_jsonb(f) order by howdah_internal.finding_rank(f.code, f.severity), f.since,
               f.subject), '[]')
        from howdah_internal.findings() as f));
  return howdah_internal.status_state(v_status) || v_status;
end
$$;
comment on function howdah.status is
  'Returns everything that howdah status shows: state and summary first, then workers, lanes, calls and cost of the '
  'present UTC day, budgets, search, and findings as of doctor(), with their codes. Times are seconds or ISO 8601, '
  'money is US cents. Example: select jsonb_pretty(howdah.status()).';
grant execute on function howdah.status to howdah_admin;
