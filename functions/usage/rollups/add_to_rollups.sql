create or replace function howdah.add_to_rollups(starts_at timestamptz, ends_at timestamptz, late bigint[] default '{}')
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_count bigint;
begin
  with picked as (
    select u.*
      from howdah.llm_usage as u
     where u.created_at >= add_to_rollups.starts_at and u.created_at < add_to_rollups.ends_at
       and not exists (
         select from howdah.late_usage as l
          where l.tenant_id = u.tenant_id and l.call_id = u.call_id and l.attempt = u.attempt
            and l.created_at = u.created_at
       )
    union all
    select u.*
      from howdah.late_usage as l
     cross join lateral (
       select h.* from howdah.llm_usage as h
        where h.tenant_id = l.tenant_id and h.call_id = l.call_id and h.attempt = l.attempt
          and h.created_at = l.created_at
        limit 1
     ) as u
     where l.id = any (add_to_rollups.late)
  ), added as materialized (
    select p.tenant_id, date_trunc('hour', p.created_at, 'UTC') as hour, (p.created_at at time zone 'UTC')::date as day,
           coalesce(p.user_id, '') as user_id, p.provider, p.model, p.kind, coalesce(p.feature, '') as feature,
           p.status != 'ok' as is_failed, p.cached, p.is_unpriced, p.latency_ms,
           coalesce(p.input_tokens, 0) as input_tokens, coalesce(p.output_tokens, 0) as output_tokens,
           coalesce(p.cost_cents, 0) as cost_cents, coalesce(p.saved_cents, 0) as saved_cents
      from picked as p
  ), hourly as (
    insert into howdah.usage_hourly as t (
      tenant_id, hour, provider, model, kind, feature, call_count, failed_count, cached_count, unpriced_count,
      input_tokens, output_tokens, cost_cents, saved_cents, timed_count, latency_ms
    )
    select a.tenant_id, a.hour, a.provider, a.model, a.kind, a.feature, count(*), count(*) filter (where a.is_failed),
           count(*) filter (where a.cached), count(*) filter (where a.is_unpriced), sum(a.input_tokens),
           sum(a.output_tokens), sum(a.cost_cents), sum(a.saved_cents), count(a.latency_ms),
           coalesce(sum(a.latency_ms), 0)
      from added as a
     group by a.tenant_id, a.hour, a.provider, a.model, a.kind, a.feature
    on conflict (tenant_id, hour, provider, model, kind, feature) do update
      set call_count = t.call_count + excluded.call_count,
          failed_count = t.failed_count + excluded.failed_count,
          cached_count = t.cached_count + excluded.cached_count,
          unpriced_count = t.unpriced_count + excluded.unpriced_count,
          input_tokens = t.input_tokens + excluded.input_tokens,
          output_tokens = t.output_tokens + excluded.output_tokens,
          cost_cents = t.cost_cents + excluded.cost_cents,
          saved_cents = t.saved_cents + excluded.saved_cents,
          timed_count = t.timed_count + excluded.timed_count,
          latency_ms = t.latency_ms + excluded.latency_ms
  ), daily as (
    insert into howdah.usage_daily as t (
      tenant_id, day, user_id, provider, model, kind, feature, call_count, failed_count, cached_count, unpriced_count,
      input_tokens, output_tokens, cost_cents, saved_cents
    )
    select a.tenant_id, a.day, a.user_id, a.provider, a.model, a.kind, a.feature, count(*),
           count(*) filter (where a.is_failed), count(*) filter (where a.cached), count(*) filter (where a.is_unpriced),
           sum(a.input_tokens), sum(a.output_tokens), sum(a.cost_cents), sum(a.saved_cents)
      from added as a
     group by a.tenant_id, a.day, a.user_id, a.provider, a.model, a.kind, a.feature
    on conflict (tenant_id, day, user_id, provider, model, kind, feature) do update
      set call_count = t.call_count + excluded.call_count,
          failed_count = t.failed_count + excluded.failed_count,
          cached_count = t.cached_count + excluded.cached_count,
          unpriced_count = t.unpriced_count + excluded.unpriced_count,
          input_tokens = t.input_tokens + excluded.input_tokens,
          output_tokens = t.output_tokens + excluded.output_tokens,
          cost_cents = t.cost_cents + excluded.cost_cents,
          saved_cents = t.saved_cents + excluded.saved_cents
  ), latency as (
    insert into howdah.usage_latency as t (tenant_id, hour, provider, model, kind, bucket, call_count)
    select a.tenant_id, a.hour, a.provider, a.model, a.kind, howdah.latency_bucket(a.latency_ms), count(*)
      from added as a
     where a.latency_ms is not null
     group by a.tenant_id, a.hour, a.provider, a.model, a.kind, howdah.latency_bucket(a.latency_ms)
    on conflict (tenant_id, hour, provider, model, kind, bucket) do update
      set call_count = t.call_count + excluded.call_count
  )
  select count(*) into v_count from added;
  return v_count;
end
$$;
comment on function howdah.add_to_rollups(timestamptz, timestamptz, bigint[]) is
  'Adds the usage that began in a time, without what late_usage names, and these rows of late_usage to the roll-ups; '
  'returns how many rows.';
