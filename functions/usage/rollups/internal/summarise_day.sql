create or replace function howdah_internal.summarise_day(day date, time_zone text, tenant text default null)
  returns integer
  language plpgsql
  volatile
  set jit = off
as $$
#variable_conflict use_column
declare
  v_starts_at timestamptz := summarise_day.day::timestamp at time zone summarise_day.time_zone;
  v_ends_at timestamptz := (summarise_day.day + 1)::timestamp at time zone summarise_day.time_zone;
  v_count integer;
begin
  insert into howdah.daily_summaries as s (
    tenant_id, date, total_queries, total_tokens, total_cost, unpriced_calls, cache_hit_rate, active_users,
    conversation_count, p95_latency_ms, is_stale, updated_at
  )
  select u.tenant_id, summarise_day.day, count(*) filter (where u.kind = 'chat'), sum(u.tokens_used),
         sum(u.cost_cents), count(*) filter (where u.is_unpriced),
         avg(100 * u.cached::integer) filter (where u.kind = 'chat'), count(distinct u.user_id),
         count(distinct u.conversation_id),
         percentile_disc(0.95) within group (order by u.latency_ms) filter (where u.kind = 'chat'),
         false, howdah.now()
    from howdah.llm_usage as u
    left join howdah.tenants as t on t.tenant_id = u.tenant_id
   where u.created_at >= v_starts_at and u.created_at < v_ends_at
     and coalesce(t.time_zone, 'UTC') = summarise_day.time_zone
     and (summarise_day.tenant is null or u.tenant_id = summarise_day.tenant)
   group by u.tenant_id
  on conflict (tenant_id, date) do update
    set total_queries = excluded.total_queries, total_tokens = excluded.total_tokens,
        total_cost = excluded.total_cost, unpriced_calls = excluded.unpriced_calls,
        cache_hit_rate = excluded.cache_hit_rate, active_users = excluded.active_users,
        conversation_count = excluded.conversation_count, p95_latency_ms = excluded.p95_latency_ms,
        is_stale = false, updated_at = excluded.updated_at;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah_internal.summarise_day is
  'Sums up one local day of all tenants of a time zone, or of one tenant, from llm_usage; returns how many summaries.';
