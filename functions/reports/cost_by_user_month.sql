create or replace view howdah.cost_by_user_month
  with (security_invoker = true)
as
select u.tenant_id,
       date_trunc('month', u.created_at at time zone 'UTC')::date as month,
       u.user_id,
       count(*) as calls,
       count(*) filter (where u.status != 'ok') as failed_calls,
       count(*) filter (where u.cached) as cached_calls,
       coalesce(sum(u.input_tokens), 0) as input_tokens,
       coalesce(sum(u.cached_input_tokens), 0) as cached_input_tokens,
       coalesce(sum(u.output_tokens), 0) as output_tokens,
       coalesce(sum(u.cost_cents), 0) as cost_cents,
       coalesce(sum(u.saved_cents), 0) as saved_cents,
       count(*) filter (where u.is_estimated) as estimated_calls,
       count(*) filter (where u.cost_cents is null) as unpriced_calls,
       count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete
  from howdah.llm_usage as u
 group by 1, 2, 3
 order by 1, 2, 3 nulls first;
comment on view howdah.cost_by_user_month is
  'What each user cost in each month (UTC).';
comment on column howdah.cost_by_user_month.tenant_id is 'The tenant who pays.';
comment on column howdah.cost_by_user_month.month is 'First day of the month (UTC, as providers bill).';
comment on column howdah.cost_by_user_month.user_id is 'Who pays; null is the tenant itself.';
comment on column howdah.cost_by_user_month.calls is
  'Attempts to call a model, failed ones and answers from the cache included.';
comment on column howdah.cost_by_user_month.failed_calls is 'Those that failed, were cancelled or timed out.';
comment on column howdah.cost_by_user_month.cached_calls is 'Those that the cache answered, at no cost.';
comment on column howdah.cost_by_user_month.input_tokens is
  'All input tokens; those from the provider''s cache are part of them.';
comment on column howdah.cost_by_user_month.cached_input_tokens is 'Input tokens that the provider had in its cache.';
comment on column howdah.cost_by_user_month.output_tokens is 'All output tokens; reasoning is part of them.';
comment on column howdah.cost_by_user_month.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.cost_by_user_month.saved_cents is 'US cents that answers from the cache would have cost.';
comment on column howdah.cost_by_user_month.estimated_calls is
  'Calls whose tokens were estimated, because the provider did not say.';
comment on column howdah.cost_by_user_month.unpriced_calls is
  'Calls whose cost is not known; they are not in cost_cents.';
comment on column howdah.cost_by_user_month.cost_is_complete is 'True when the cost of every call is known.';
