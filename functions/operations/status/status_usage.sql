create or replace function howdah.status_usage()
  returns jsonb
  language plpgsql
  stable
  security definer -- sums over every tenant
  set search_path from current
  set jit = off
as $$
declare
  v_today date := (howdah.now() at time zone 'UTC')::date;
begin
  return (
    select jsonb_build_object(
             'calls_today', coalesce(sum(p.call_count) filter (where p.day = v_today), 0),
             'failed_today', coalesce(sum(p.failed_count) filter (where p.day = v_today), 0),
             'cost_today_cents', coalesce(sum(p.cost_cents) filter (where p.day = v_today), 0),
             'cost_month_cents', coalesce(sum(p.cost_cents), 0),
             'unpriced_today', coalesce(sum(p.unpriced_count) filter (where p.day = v_today), 0),
             'unpriced_month', coalesce(sum(p.unpriced_count), 0),
             'cache_hit_rate_today', round(
               sum(p.cached_count) filter (where p.day = v_today)
               / nullif(sum(p.call_count - p.failed_count) filter (where p.day = v_today and p.kind = 'chat'), 0), 4),
             'cache_saved_today_cents', coalesce(sum(p.saved_cents) filter (where p.day = v_today), 0))
      from howdah.usage_day_parts as p
     where p.day between date_trunc('month', v_today::timestamp)::date and v_today
  ) || (
    select jsonb_build_object(
             'calls_hour', count(*),
             'p50_ms', percentile_disc(0.5) within group (order by u.latency_ms) filter (where u.kind = 'chat'),
             'p95_ms', percentile_disc(0.95) within group (order by u.latency_ms) filter (where u.kind = 'chat'))
      from howdah.llm_usage as u
     where u.created_at > howdah.now() - interval '1 hour' and u.status = 'ok' and not u.cached
  );
end
$$;
comment on function howdah.status_usage() is
  'Calls, cost and cache of the present UTC day and month; latency of the answers of the last hour, in milliseconds.';
