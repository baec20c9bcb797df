create or replace function howdah_internal.add_to_rollups(
  starts_at timestamptz,
  ends_at timestamptz,
  late bigint[] default '{}'
)
  returns bigint
  language plpgsql
  volatile
  set jit = off
as $$
declare
  v_count bigint;
begin
  execute format(
    $s$with added as materialized (
      select u.*, null::bigint as late_id
        from howdah_internal.usage_measures as u
       where u.created_at >= $1 and u.created_at < $2
         and not exists (
           select from howdah_internal.late_usage as l
            where l.tenant_id = u.tenant_id and l.call_id = u.call_id and l.attempt = u.attempt
              and l.created_at = u.created_at and l.replaced is null
         )
      union all
      select c.* from howdah_internal.late_calls as c where c.late_id = any ($3)
    ), latencies as (
      select a.day, a.provider, a.model, a.kind, b.bucket, b.call_count, b.first_token_count
        from added as a
       cross join lateral (values (a.latency_bucket, 1, 0), (a.first_token_bucket, 0, 1))
         as b (bucket, call_count, first_token_count)
       where b.bucket is not null
    ), recent as (
      select a.* from added as a where a.hour >= howdah_internal.watched_from()
    ), without_price as (
      select a.* from added as a where a.unpriced_count != 0
    ), summed as (
      -- Made anew, the sums have what was corrected; in the same snapshot, for a correction may commit meanwhile.
      delete from howdah_internal.late_usage as l
       where l.replaced is not null and l.created_at >= $1 and l.created_at < $2
    ), edges as (
      select a.*, m.local_month
        from added as a
        join howdah_internal.usage_zones as z on z.tenant_id = a.tenant_id
       cross join lateral (
         select date_trunc('month', a.created_at at time zone z.time_zone)::date as local_month
       ) as m
       where m.local_month != a.month
    ), month_edges as (%s),
    hourly as (%s), hourly_users as (%s), daily as (%s), daily_models as (%s), monthly_users as (%s),
    monthly_features as (%s), monthly_unpriced as (%s), latency as (%s)
    select count(*) from added where call_count > 0$s$,
    howdah_internal.rollup_insert('usage_month_edges', 'edges'),
    howdah_internal.rollup_insert('usage_hourly', 'added'),
    howdah_internal.rollup_insert('usage_hourly_users', 'recent'),
    howdah_internal.rollup_insert('usage_daily', 'added'),
    howdah_internal.rollup_insert('usage_daily_models', 'added'),
    howdah_internal.rollup_insert('usage_monthly_users', 'added'),
    howdah_internal.rollup_insert('usage_monthly_features', 'added'),
    howdah_internal.rollup_insert('usage_monthly_unpriced', 'without_price'),
    howdah_internal.rollup_insert('usage_latency', 'latencies'))
    into v_count using add_to_rollups.starts_at, add_to_rollups.ends_at, add_to_rollups.late;
  return v_count;
end
$$;
comment on function howdah_internal.add_to_rollups is
  'Adds the usage that began in a time, without what late_usage names, and these rows of late_usage to the roll-ups; '
  'returns how many rows.';
