-- The UTC months of users, and beside them what lies in another month of the tenant: there added, here taken out.
-- Joined as in cost_by_user_month.
create or replace view howdah.cost_by_user_local_month
  with (security_invoker = true)
as
with edges as (
  select e.* from howdah_internal.month_edge_parts as e
), parts as (
  select e.tenant_id, e.local_month as month, e.user_id, e.call_count, e.failed_count, e.cached_count, e.input_tokens,
         e.cached_input_tokens, e.output_tokens, e.cost_cents, e.saved_cents, e.estimated_count, e.unpriced_count
    from edges as e
  union all
  select e.tenant_id, e.month, e.user_id, -e.call_count, -e.failed_count, -e.cached_count, -e.input_tokens,
         -e.cached_input_tokens, -e.output_tokens, -e.cost_cents, -e.saved_cents, -e.estimated_count,
         -e.unpriced_count
    from edges as e
  union all
  select u.tenant_id, date_trunc('month', u.created_at at time zone coalesce(t.time_zone, 'UTC'))::date, u.user_id,
         u.call_count, u.failed_count, u.cached_count, u.input_tokens, u.cached_input_tokens, u.output_tokens,
         u.cost_cents, u.saved_cents, u.estimated_count, u.unpriced_count
    from howdah_internal.unrolled(null::howdah_internal.usage_user_calls) as u
    left join howdah.tenants as t on t.tenant_id = u.tenant_id
)
select tenant_id,
       month,
       nullif(user_id, '') as user_id,
       s.call_count as calls,
       coalesce(m.failed_count, 0) + coalesce(t.failed_count, 0) as failed_calls,
       coalesce(m.cached_count, 0) + coalesce(t.cached_count, 0) as cached_calls,
       coalesce(m.input_tokens, 0) + coalesce(t.input_tokens, 0) as input_tokens,
       coalesce(m.cached_input_tokens, 0) + coalesce(t.cached_input_tokens, 0) as cached_input_tokens,
       coalesce(m.output_tokens, 0) + coalesce(t.output_tokens, 0) as output_tokens,
       case when s.unpriced_count < s.call_count
         then coalesce(m.cost_cents, 0) + coalesce(t.cost_cents, 0) end as cost_cents,
       coalesce(m.saved_cents, 0) + coalesce(t.saved_cents, 0) as saved_cents,
       coalesce(m.estimated_count, 0) + coalesce(t.estimated_count, 0) as estimated_calls,
       s.unpriced_count as unpriced_calls,
       s.unpriced_count = 0 as cost_is_complete
  from howdah_internal.usage_monthly_users as m
  full join (
    select p.tenant_id, p.month, p.user_id,
           sum(p.call_count)::bigint as call_count, sum(p.failed_count)::bigint as failed_count,
           sum(p.cached_count)::bigint as cached_count, sum(p.input_tokens)::bigint as input_tokens,
           sum(p.cached_input_tokens)::bigint as cached_input_tokens, sum(p.output_tokens)::bigint as output_tokens,
           sum(p.cost_cents) as cost_cents, sum(p.saved_cents) as saved_cents,
           sum(p.estimated_count)::bigint as estimated_count, sum(p.unpriced_count)::bigint as unpriced_count
      from parts as p
     group by 1, 2, 3
  ) as t using (tenant_id, month, user_id)
 cross join lateral (
   select coalesce(m.call_count, 0) + coalesce(t.call_count, 0) as call_count,
          coalesce(m.unpriced_count, 0) + coalesce(t.unpriced_count, 0) as unpriced_count
 ) as s
 where s.call_count != 0
 order by 1, 2, 3 nulls first;
comment on view howdah.cost_by_user_local_month is
  'What each user cost in each month of the tenant''s own time zone, as statements have it; cost_by_user_month is by '
  'UTC months. When the zone is changed, calls that are no longer kept stay in the month in which they were.';
select howdah_internal.describe_columns('howdah.cost_by_user_local_month');
comment on column howdah.cost_by_user_local_month.month is 'First day of the month, in the time zone of the tenant.';
grant select on howdah.cost_by_user_local_month to howdah_analyst;
