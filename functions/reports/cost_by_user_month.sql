-- Joined and not added up as the other reports are: a third of the time, with 2,000 users over a year.
create or replace view howdah.cost_by_user_month
  with (security_invoker = true)
as
select tenant_id,
       month,
       nullif(user_id, '') as user_id,
       coalesce(m.call_count, 0) + coalesce(t.call_count, 0) as calls,
       coalesce(m.failed_count, 0) + coalesce(t.failed_count, 0) as failed_calls,
       coalesce(m.cached_count, 0) + coalesce(t.cached_count, 0) as cached_calls,
       coalesce(m.input_tokens, 0) + coalesce(t.input_tokens, 0) as input_tokens,
       coalesce(m.cached_input_tokens, 0) + coalesce(t.cached_input_tokens, 0) as cached_input_tokens,
       coalesce(m.output_tokens, 0) + coalesce(t.output_tokens, 0) as output_tokens,
       case when coalesce(m.unpriced_count, 0) + coalesce(t.unpriced_count, 0)
              < coalesce(m.call_count, 0) + coalesce(t.call_count, 0)
         then coalesce(m.cost_cents, 0) + coalesce(t.cost_cents, 0) end as cost_cents,
       coalesce(m.saved_cents, 0) + coalesce(t.saved_cents, 0) as saved_cents,
       coalesce(m.estimated_count, 0) + coalesce(t.estimated_count, 0) as estimated_calls,
       coalesce(m.unpriced_count, 0) + coalesce(t.unpriced_count, 0) as unpriced_calls,
       coalesce(m.unpriced_count, 0) + coalesce(t.unpriced_count, 0) = 0 as cost_is_complete
  from howdah_internal.usage_monthly_users as m
  full join (
    select u.tenant_id, u.month, u.user_id,
           sum(u.call_count)::bigint as call_count, sum(u.failed_count)::bigint as failed_count,
           sum(u.cached_count)::bigint as cached_count, sum(u.input_tokens)::bigint as input_tokens,
           sum(u.cached_input_tokens)::bigint as cached_input_tokens, sum(u.output_tokens)::bigint as output_tokens,
           sum(u.cost_cents) as cost_cents, sum(u.saved_cents) as saved_cents,
           sum(u.estimated_count)::bigint as estimated_count, sum(u.unpriced_count)::bigint as unpriced_count
      from howdah_internal.unrolled(null::howdah_internal.usage_monthly_users) as u
     group by 1, 2, 3
  ) as t using (tenant_id, month, user_id)
 order by 1, 2, 3 nulls first;
comment on view howdah.cost_by_user_month is 'What each user cost in each month (UTC).';
select howdah_internal.describe_columns('howdah.cost_by_user_month');
grant select on howdah.cost_by_user_month to howdah_analyst;
