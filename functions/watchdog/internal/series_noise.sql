-- The ratio of each hour to the same a week before: its median is the growth, and its spread that of two figures.
create or replace function howdah_internal.series_noise(
  period text,
  at timestamptz,
  series howdah_internal.watched_series,
  metric text,
  usual numeric,
  out growth double precision,
  out noise double precision,
  out pair_count bigint
)
  language plpgsql
  stable
  set jit = off
  set plan_cache_mode = force_custom_plan -- a user's few rows by the index, a tenant's by the hour
as $$
declare
  v_series howdah_internal.watched_series := series_noise.series;
  v_zone text := coalesce((select t.time_zone from howdah.tenants as t where t.tenant_id = v_series.tenant_id), 'UTC');
begin
  with sums as materialized (
    select date_trunc(series_noise.period, u.hour at time zone v_zone) as bucket, sum(u.call_count)::bigint as calls,
           sum(u.failed_count)::bigint as failed, sum(u.cost_cents) as cents, sum(u.timed_count)::bigint as timed,
           sum(u.latency_ms)::bigint as ms, sum(u.answer_count)::bigint as answers,
           sum(u.answer_tokens)::bigint as tokens, sum(u.refused_count)::bigint as refused,
           sum(u.given_count)::bigint as given
      from howdah_internal.usage_hourly_users as u
     where u.tenant_id = v_series.tenant_id
       and u.hour >= series_noise.at - interval '35 days'
       and u.hour < series_noise.at
       and (v_series.user_id is null or u.user_id = v_series.user_id)
       and (v_series.provider is null or u.provider = v_series.provider and u.model = v_series.model)
       and (v_series.feature is null or u.feature = v_series.feature)
       and (v_series.prompt is null
            or u.prompt = v_series.prompt and u.prompt_version = v_series.prompt_version)
     group by bucket
  ), figures as materialized (
    select s.bucket, f.amount, f.base
      from sums as s
     cross join lateral howdah_internal.watched_figures(
       s.calls, s.failed, s.cents, s.timed, s.ms, s.answers, s.tokens, s.refused, s.given) as f
     where f.metric = series_noise.metric
  ), ratios as (
    select ln(n.amount / coalesce(n.base, 1) / (w.amount / coalesce(w.base, 1)))::double precision as ratio
      from figures as n
      join figures as w on w.bucket = n.bucket - interval '7 days'
     where n.amount > 0 and w.amount > 0
       -- As busy as the one that is judged, for a quiet night is less even than a day: by both, or what fell to a
       -- holiday would count, and what rose from it not.
       and coalesce(w.base, w.amount) * coalesce(n.base, n.amount)
         between (series_noise.usual / 2) ^ 2 and (series_noise.usual * 2) ^ 2
       and coalesce(n.base, 5) >= 5
  ), middle as (
    select percentile_cont(0.5) within group (order by r.ratio) as ratio from ratios as r
    having count(*) >= case series_noise.period when 'hour' then 24 else 10 end
  )
  select exp(m.ratio), 1.4826 / sqrt(2) * percentile_cont(0.5) within group (order by abs(r.ratio - m.ratio)), count(*)
    into growth, noise, pair_count
    from middle as m, ratios as r
   group by m.ratio;
end
$$;
comment on function howdah_internal.series_noise is
  'How the figure of a series goes from week to week, before a time: by what factor it grows, and how far the '
  'logarithm of one is from what is usual (1.4826 of the median deviation, which is the standard deviation of a '
  'normal one), of so many pairs of weeks. Nulls without enough of them. usual is about what it, or what it is a mean '
  'of, is now.';
