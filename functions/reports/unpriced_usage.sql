create or replace view howdah.unpriced_usage
  with (security_invoker = true)
as
select p.tenant_id,
       p.provider,
       p.model,
       p.service_class,
       case
         when p.has_tokens then 'no price of the model for this time and service class'
         else 'the provider did not report the tokens'
       end as reason,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       min(p.first_call_at) as first_call_at,
       max(p.last_call_at) as last_call_at
  from (
    select m.tenant_id, m.provider, m.model, m.service_class, m.has_tokens, m.unpriced_count, m.input_tokens,
           m.output_tokens, m.first_call_at, m.last_call_at
      from howdah.usage_monthly_unpriced as m
    union all
    select u.tenant_id, u.provider, u.model, u.service_class, u.has_tokens, u.unpriced_count, u.input_tokens,
           u.output_tokens, u.first_call_at, u.last_call_at
      from howdah.unrolled_usage as u
     where u.unpriced_count > 0
  ) as p
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
