create or replace view howdah.usage_day_parts
  with (security_invoker = true)
as
select t.tenant_id, t.day, t.provider, t.model, t.kind, t.call_count, t.failed_count, t.cached_count,
       t.estimated_count, t.unpriced_count, t.input_tokens, t.cached_input_tokens, t.cache_write_tokens,
       t.output_tokens, t.reasoning_tokens, t.cost_cents, t.saved_cents, t.timed_count, t.latency_ms
  from howdah.usage_daily_models as t
union all
select u.tenant_id, u.day, u.provider, u.model, u.kind, u.call_count, u.failed_count, u.cached_count,
       u.estimated_count, u.unpriced_count, u.input_tokens, u.cached_input_tokens, u.cache_write_tokens,
       u.output_tokens, u.reasoning_tokens, u.cost_cents, u.saved_cents, u.timed_count, u.latency_ms
  from howdah.unrolled_usage as u;
comment on view howdah.usage_day_parts is
  'What reports by day add up: usage_daily_models and what is not rolled up yet. Summed up it equals llm_usage.';
