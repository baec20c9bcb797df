create or replace view howdah_internal.usage_day_parts
  with (security_invoker = true)
as
select t.* from howdah_internal.usage_daily_models as t
union all
select u.* from howdah_internal.unrolled(null::howdah_internal.usage_daily_models) as u;
comment on view howdah_internal.usage_day_parts is
  'What reports by day add up: usage_daily_models and what is not rolled up yet. Summed up it equals llm_usage.';
grant select on howdah_internal.usage_day_parts to howdah_analyst;
