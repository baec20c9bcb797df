create or replace view howdah.cost_by_provider_month
  with (security_invoker = true)
as
select date_trunc('month', u.created_at at time zone 'UTC')::date as month,
       u.provider,
       count(*) as calls,
       count(*) filter (where u.status != 'ok') as failed_calls,
       count(*) filter (where u.cached) as cached_calls,
       coalesce(sum(u.input_tokens), 0) as input_tokens,
       coalesce(sum(u.cached_input_tokens), 0) as cached_input_tokens,
       coalesce(sum(u.cache_write_tokens), 0) as cache_write_tokens,
       coalesce(sum(u.output_tokens), 0) as output_tokens,
       coalesce(sum(u.reasoning_tokens), 0) as reasoning_tokens,
       coalesce(sum(u.cost_cents), 0) as cost_cents,
       count(*) filter (where u.is_estimated) as estimated_calls,
       count(*) filter (where u.cost_cents is null) as unpriced_calls,
       count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete
  from howdah.llm_usage as u
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
