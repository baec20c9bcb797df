create or replace view howdah.cost_by_model
  with (security_invoker = true)
as
select p.tenant_id,
       p.provider,
       p.model,
       p.kind,
       sum(p.call_count)::bigint as calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       sum(p.cost_cents) as cost_cents,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.saved_cents) as saved_cents,
       sum(p.estimated_count)::bigint as estimated_calls
  from howdah.usage_month_parts as p
 group by 1, 2, 3, 4
 order by 1, 2, 3, 4;
comment on view howdah.cost_by_model is
  'Calls, tokens and cost per model since the beginning.';
comment on column howdah.cost_by_model.tenant_id is 'The tenant who pays.';
comment on column howdah.cost_by_model.provider is 'Alias of the provider.';
comment on column howdah.cost_by_model.model is 'The model that was asked for.';
comment on column howdah.cost_by_model.kind is 'chat or embedding.';
comment on column howdah.cost_by_model.calls is
  'Attempts to call a model, failed ones and answers from the cache included.';
comment on column howdah.cost_by_model.input_tokens is
  'All input tokens; those from the provider''s cache are part of them.';
comment on column howdah.cost_by_model.output_tokens is 'All output tokens; reasoning is part of them.';
comment on column howdah.cost_by_model.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.cost_by_model.unpriced_calls is 'Calls whose cost is not known; they are not in cost_cents.';
comment on column howdah.cost_by_model.cost_is_complete is 'True when the cost of every call is known.';
comment on column howdah.cost_by_model.failed_calls is 'Those that failed, were cancelled or timed out.';
comment on column howdah.cost_by_model.cached_calls is 'Those that the cache answered, at no cost.';
comment on column howdah.cost_by_model.cached_input_tokens is 'Input tokens that the provider had in its cache.';
comment on column howdah.cost_by_model.saved_cents is 'US cents that answers from the cache would have cost.';
comment on column howdah.cost_by_model.estimated_calls is
  'Calls whose tokens were estimated, because the provider did not say.';
