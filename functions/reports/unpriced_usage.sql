create or replace view howdah.unpriced_usage
  with (security_invoker = true)
as
select u.tenant_id,
       u.provider,
       u.model,
       u.service_class,
       case
         when u.input_tokens is null or u.kind = 'chat' and u.output_tokens is null
           then 'the provider did not report the tokens'
         else 'no price of the model for this time and service class'
       end as reason,
       count(*) as unpriced_calls,
       coalesce(sum(u.input_tokens), 0) as input_tokens,
       coalesce(sum(u.output_tokens), 0) as output_tokens,
       min(u.created_at) as first_call_at,
       max(u.created_at) as last_call_at
  from howdah.llm_usage as u
 where u.cost_cents is null
 group by 1, 2, 3, 4, 5
 order by 1, 2, 3, 4, 5;
comment on view howdah.unpriced_usage is
  'Calls whose cost is not known, and why: set_price and reprice_usage give them one.';
comment on column howdah.unpriced_usage.tenant_id is 'The tenant who pays.';
comment on column howdah.unpriced_usage.provider is 'Alias of the provider.';
comment on column howdah.unpriced_usage.model is 'The model that was asked for.';
comment on column howdah.unpriced_usage.service_class is
  'How the calls were ordered: standard, batch, flex or priority.';
comment on column howdah.unpriced_usage.reason is 'Why the cost is not known.';
comment on column howdah.unpriced_usage.unpriced_calls is 'Calls whose cost is not known.';
comment on column howdah.unpriced_usage.input_tokens is
  'All input tokens; those from the provider''s cache are part of them.';
comment on column howdah.unpriced_usage.output_tokens is 'All output tokens; reasoning is part of them.';
comment on column howdah.unpriced_usage.first_call_at is
  'When the first of them began: a price must hold from then on.';
comment on column howdah.unpriced_usage.last_call_at is 'When the last of them began.';
