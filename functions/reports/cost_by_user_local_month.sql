-- Days that lie within one month of the tenant come from the roll-up of users, the days around its ends call by call.
create or replace view howdah.cost_by_user_local_month
  with (security_invoker = true)
as
with zones as (
  select t.tenant_id, t.time_zone,
         coalesce((
           select (r.done_until at time zone 'UTC')::date from howdah_internal.usage_rollups as r
            where r.name = 'dropped'
         ), '-infinity') as kept_from
    from howdah.tenants as t
), days as (
  select d.*, coalesce(z.time_zone, 'UTC') as time_zone, f.month as first_month,
         f.month != l.month and d.day >= coalesce(z.kept_from, '-infinity') as is_split
    from (
      select t.* from howdah_internal.usage_daily as t
      union all
      select u.* from howdah_internal.unrolled(null::howdah_internal.usage_daily) as u
    ) as d
    left join zones as z on z.tenant_id = d.tenant_id
   cross join lateral (
     select date_trunc('month', d.day::timestamp at time zone 'UTC' at time zone coalesce(z.time_zone, 'UTC'))::date
              as month
   ) as f
   cross join lateral (
     select date_trunc('month', ((d.day + 1)::timestamp at time zone 'UTC' - interval '1 microsecond')
              at time zone coalesce(z.time_zone, 'UTC'))::date as month
   ) as l
), parts as (
  select d.tenant_id, d.first_month as month, d.user_id, d.call_count, d.failed_count, d.cached_count, d.input_tokens,
         d.cached_input_tokens, d.output_tokens, d.cost_cents, d.saved_cents, d.estimated_count, d.unpriced_count
    from days as d
   where not d.is_split
  union all
  select m.tenant_id, date_trunc('month', m.created_at at time zone s.time_zone)::date, m.user_id, m.call_count,
         m.failed_count, m.cached_count, m.input_tokens, m.cached_input_tokens, m.output_tokens, m.cost_cents,
         m.saved_cents, m.estimated_count, m.unpriced_count
    from (select distinct d.tenant_id, d.day, d.time_zone from days as d where d.is_split) as s
    join howdah_internal.usage_measures as m
      on m.tenant_id = s.tenant_id and m.created_at >= s.day::timestamp at time zone 'UTC'
     and m.created_at < (s.day + 1)::timestamp at time zone 'UTC'
)
select p.tenant_id,
       p.month,
       nullif(p.user_id, '') as user_id,
       sum(p.call_count)::bigint as calls,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       case when sum(p.unpriced_count) < sum(p.call_count) then sum(p.cost_cents) end as cost_cents,
       sum(p.saved_cents) as saved_cents,
       sum(p.estimated_count)::bigint as estimated_calls,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete
  from parts as p
 group by 1, 2, 3
 order by 1, 2, 3 nulls first;
comment on view howdah.cost_by_user_local_month is
  'What each user cost in each month of the tenant''s own time zone, as statements have it; cost_by_user_month is by '
  'UTC months. Of days whose single calls are no longer kept, the whole UTC day is in the month in which it began.';
select howdah_internal.describe_columns('howdah.cost_by_user_local_month');
comment on column howdah.cost_by_user_local_month.month is 'First day of the month, in the time zone of the tenant.';
grant select on howdah.cost_by_user_local_month to howdah_analyst;
