create or replace view howdah.my_usage
  with (security_invoker = true)
as
select u.tenant_id,
       u.day,
       u.kind,
       u.feature,
       u.provider,
       u.model,
       sum(u.call_count)::bigint as calls,
       sum(u.failed_count)::bigint as failed_calls,
       sum(u.cached_count)::bigint as cached_calls,
       sum(u.input_tokens)::bigint as input_tokens,
       sum(u.cached_input_tokens)::bigint as cached_input_tokens,
       sum(u.output_tokens)::bigint as output_tokens,
       sum(u.cost_cents) as cost_cents,
       sum(u.saved_cents) as saved_cents,
       sum(u.unpriced_count)::bigint as unpriced_calls,
       sum(u.unpriced_count) = 0 as cost_is_complete
  from howdah.usage_measures as u
 where u.user_id = coalesce((select howdah.current_user_id()), '')
   and u.tenant_id = (select howdah.current_tenant())
 group by 1, 2, 3, 4, 5, 6
 order by 1, 2, 3, 4, 5, 6;
comment on view howdah.my_usage is
  'What the user of the context has used, per UTC day and model: for the user''s own page, from the single calls.';
comment on column howdah.my_usage.tenant_id is 'The tenant of the context.';
comment on column howdah.my_usage.day is 'The day (UTC).';
comment on column howdah.my_usage.kind is 'chat or embedding.';
comment on column howdah.my_usage.feature is 'What the calls were for: the prompt''s name where nothing was said.';
comment on column howdah.my_usage.provider is 'Alias of the provider.';
comment on column howdah.my_usage.model is 'The model that was asked for.';
comment on column howdah.my_usage.calls is
  'Attempts to call a model, failed ones and answers from the cache included.';
comment on column howdah.my_usage.failed_calls is 'Those that failed, were cancelled or timed out.';
comment on column howdah.my_usage.cached_calls is 'Those that the cache answered, at no cost.';
comment on column howdah.my_usage.input_tokens is
  'All input tokens; those from the provider''s cache are part of them.';
comment on column howdah.my_usage.cached_input_tokens is 'Input tokens that the provider had in its cache.';
comment on column howdah.my_usage.output_tokens is 'All output tokens; reasoning is part of them.';
comment on column howdah.my_usage.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.my_usage.saved_cents is 'US cents that answers from the cache would have cost.';
comment on column howdah.my_usage.unpriced_calls is 'Calls whose cost is not known; they are not in cost_cents.';
comment on column howdah.my_usage.cost_is_complete is 'True when the cost of every call is known.';
