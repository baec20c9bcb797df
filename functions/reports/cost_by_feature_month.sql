create or replace view howdah.cost_by_feature_month
  with (security_invoker = true)
as
select p.tenant_id,
       p.month,
       nullif(p.feature, '') as feature,
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
  from howdah_internal.usage_month_parts as p
 group by 1, 2, 3
 order by 1, 2, 3;
comment on view howdah.cost_by_feature_month is 'What each feature cost in each month (UTC).';
select howdah_internal.describe_columns('howdah.cost_by_feature_month');
grant select on howdah.cost_by_feature_month to howdah_analyst;
