create or replace view howdah_internal.usage_month_parts
  with (security_invoker = true)
as
select t.* from howdah_internal.usage_monthly_features as t
union all
select u.* from howdah_internal.unrolled(null::howdah_internal.usage_monthly_features) as u;
comment on view howdah_internal.usage_month_parts is
  'What reports by month add up: usage_monthly_features and what is not rolled up yet. Summed up it equals llm_usage.';
grant select on howdah_internal.usage_month_parts to howdah_analyst;
