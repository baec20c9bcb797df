create or replace view howdah.cost_by_prompt_version
  with (security_invoker = true)
as
select u.tenant_id,
       u.prompt,
       u.prompt_version,
       count(*) as calls,
       count(*) filter (where u.status != 'ok') as failed_calls,
       count(*) filter (where u.cached) as cached_calls,
       coalesce(sum(u.input_tokens), 0) as input_tokens,
       coalesce(sum(u.cached_input_tokens), 0) as cached_input_tokens,
       coalesce(sum(u.output_tokens), 0) as output_tokens,
       coalesce(sum(u.cost_cents), 0) as cost_cents,
       round(avg(u.cost_cents) filter (where not u.cached), 10) as cents_per_call,
       round(avg(u.latency_ms) filter (where u.status = 'ok' and not u.cached)) as latency_ms,
       count(*) filter (where u.is_estimated) as estimated_calls,
       count(*) filter (where u.cost_cents is null) as unpriced_calls,
       count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete
  from howdah.llm_usage as u
 where u.prompt is not null
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
