create or replace view howdah.cost_by_prompt_version
  with (security_invoker = true)
as
select p.tenant_id,
       p.prompt,
       nullif(p.prompt_version, 0) as prompt_version,
       sum(p.call_count)::bigint as calls,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       sum(p.cost_cents) as cost_cents,
       round(
         sum(p.cost_cents) / nullif(sum(p.call_count - p.unpriced_count - p.cached_count), 0), 10) as cents_per_call,
       round(sum(p.latency_ms) / nullif(sum(p.timed_count), 0)) as latency_ms,
       sum(p.estimated_count)::bigint as estimated_calls,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete
  from howdah.usage_month_parts as p
 where p.prompt != ''
 group by 1, 2, 3
 order by 1, 2, 3;
comment on view howdah.cost_by_prompt_version is
  'What each version of a prompt cost since the beginning, and how long its answers took.';
comment on column howdah.cost_by_prompt_version.tenant_id is 'The tenant who pays.';
comment on column howdah.cost_by_prompt_version.prompt is 'Name of the prompt.';
comment on column howdah.cost_by_prompt_version.prompt_version is 'Its version.';
comment on column howdah.cost_by_prompt_version.calls is
  'Attempts to call a model, failed ones and answers from the cache included.';
comment on column howdah.cost_by_prompt_version.failed_calls is 'Those that failed, were cancelled or timed out.';
comment on column howdah.cost_by_prompt_version.cached_calls is 'Those that the cache answered, at no cost.';
comment on column howdah.cost_by_prompt_version.input_tokens is
  'All input tokens; those from the provider''s cache are part of them.';
comment on column howdah.cost_by_prompt_version.cached_input_tokens is
  'Input tokens that the provider had in its cache.';
comment on column howdah.cost_by_prompt_version.output_tokens is 'All output tokens; reasoning is part of them.';
comment on column howdah.cost_by_prompt_version.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.cost_by_prompt_version.cents_per_call is
  'US cents a call of known cost, without those that the cache answered.';
comment on column howdah.cost_by_prompt_version.latency_ms is 'Mean milliseconds of the calls that succeeded.';
comment on column howdah.cost_by_prompt_version.estimated_calls is
  'Calls whose tokens were estimated, because the provider did not say.';
comment on column howdah.cost_by_prompt_version.unpriced_calls is
  'Calls whose cost is not known; they are not in cost_cents.';
comment on column howdah.cost_by_prompt_version.cost_is_complete is 'True when the cost of every call is known.';
