create or replace view howdah.cost_by_provider_month
  with (security_invoker = true)
as
select p.month,
       p.provider,
       sum(p.call_count)::bigint as calls,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.cache_write_tokens)::bigint as cache_write_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       sum(p.reasoning_tokens)::bigint as reasoning_tokens,
       sum(p.cost_cents) as cost_cents,
       sum(p.estimated_count)::bigint as estimated_calls,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete
  from howdah.usage_month_parts as p
 group by 1, 2
 order by 1, 2;
comment on view howdah.cost_by_provider_month is
  'What each provider should bill for each month (UTC days), all tenants together: compare it with the invoice.';
comment on column howdah.cost_by_provider_month.month is 'First day of the month (UTC, as providers bill).';
comment on column howdah.cost_by_provider_month.provider is 'Alias of the provider.';
comment on column howdah.cost_by_provider_month.calls is
  'Attempts to call a model, failed ones and answers from the cache included.';
comment on column howdah.cost_by_provider_month.failed_calls is 'Those that failed, were cancelled or timed out.';
comment on column howdah.cost_by_provider_month.cached_calls is 'Those that the cache answered, at no cost.';
comment on column howdah.cost_by_provider_month.input_tokens is
  'All input tokens; those from the provider''s cache are part of them.';
comment on column howdah.cost_by_provider_month.cached_input_tokens is
  'Input tokens that the provider had in its cache.';
comment on column howdah.cost_by_provider_month.cache_write_tokens is
  'Input tokens that the provider wrote to its cache.';
comment on column howdah.cost_by_provider_month.output_tokens is 'All output tokens; reasoning is part of them.';
comment on column howdah.cost_by_provider_month.reasoning_tokens is 'Output tokens spent on reasoning.';
comment on column howdah.cost_by_provider_month.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.cost_by_provider_month.estimated_calls is
  'Calls whose tokens were estimated, because the provider did not say.';
comment on column howdah.cost_by_provider_month.unpriced_calls is
  'Calls whose cost is not known; they are not in cost_cents.';
comment on column howdah.cost_by_provider_month.cost_is_complete is 'True when the cost of every call is known.';
