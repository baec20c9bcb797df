create or replace view howdah.cost_by_user_month
  with (security_invoker = true)
as
select p.tenant_id,
       p.month,
       nullif(p.user_id, '') as user_id,
       sum(p.call_count)::bigint as calls,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       sum(p.cost_cents) as cost_cents,
       sum(p.saved_cents) as saved_cents,
       sum(p.estimated_count)::bigint as estimated_calls,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete
  from (
    select m.tenant_id, m.month, m.user_id, m.call_count, m.failed_count, m.cached_count, m.estimated_count,
           m.unpriced_count, m.input_tokens, m.cached_input_tokens, m.output_tokens, m.cost_cents, m.saved_cents
      from howdah.usage_monthly_users as m
    union all
    select u.tenant_id, u.month, u.user_id, u.call_count, u.failed_count, u.cached_count, u.estimated_count,
           u.unpriced_count, u.input_tokens, u.cached_input_tokens, u.output_tokens, u.cost_cents, u.saved_cents
      from howdah.unrolled_usage as u
  ) as p
 group by p.tenant_id, p.month, p.user_id
 order by p.tenant_id, p.month, p.user_id;
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
