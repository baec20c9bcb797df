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
  execute format(
    $s$with added as materialized (
      select u.*
        from howdah.usage_measures as u
       where u.created_at >= $1 and u.created_at < $2
         and not exists (
           select from howdah.late_usage as l
            where l.tenant_id = u.tenant_id and l.call_id = u.call_id and l.attempt = u.attempt
              and l.created_at = u.created_at
         )
      union all
      select u.*
        from howdah.late_usage as l
       cross join lateral (
         select h.* from howdah.usage_measures as h
          where h.tenant_id = l.tenant_id and h.call_id = l.call_id and h.attempt = l.attempt
            and h.created_at = l.created_at
          limit 1
       ) as u
       where l.id = any ($3)
    ), latencies as (
      select a.day, a.provider, a.model, a.kind, a.latency_bucket as bucket, 1 as call_count, 0 as first_token_count
        from added as a where a.latency_bucket is not null
      union all
      select a.day, a.provider, a.model, a.kind, a.first_token_bucket, 0, 1
        from added as a where a.first_token_bucket is not null
    ), without_price as (
      select a.* from added as a where a.unpriced_count > 0
    ), hourly as (%s), daily as (%s), daily_models as (%s), monthly_users as (%s), monthly_features as (%s),
    monthly_unpriced as (%s), latency as (%s)
    select count(*) from added$s$,
    howdah.rollup_insert('usage_hourly', 'added'), howdah.rollup_insert('usage_daily', 'added'),
    howdah.rollup_insert('usage_daily_models', 'added'), howdah.rollup_insert('usage_monthly_users', 'added'),
    howdah.rollup_insert('usage_monthly_features', 'added'),
    howdah.rollup_insert('usage_monthly_unpriced', 'without_price'), howdah.rollup_insert('usage_latency', 'latencies'))
    into v_count using add_to_rollups.starts_at, add_to_rollups.ends_at, add_to_rollups.late;
  return v_count;
end
$$;
comment on function howdah.add_to_rollups(timestamptz, timestamptz, bigint[]) is
  'Adds the usage that began in a time, without what late_usage names, and these rows of late_usage to the roll-ups; '
  'returns how many rows.';
