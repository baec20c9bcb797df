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
    select m.* from howdah_internal.usage_monthly_unpriced as m
    union all
    select u.* from howdah_internal.unrolled(null::howdah_internal.usage_monthly_unpriced) as u
     where u.unpriced_count != 0
  ) as p
 group by 1, 2, 3, 4, 5
having sum(p.unpriced_count) > 0
 order by 1, 2, 3, 4, 5;
comment on view howdah.unpriced_usage is
  'Calls whose cost is not known, and why: set_price and reprice_usage give them one.';
select howdah_internal.describe_columns('howdah.unpriced_usage');
comment on column howdah.unpriced_usage.service_class is
  'How the calls were ordered: standard, batch, flex or priority.';
comment on column howdah.unpriced_usage.reason is 'Why the cost is not known.';
comment on column howdah.unpriced_usage.first_call_at is
  'When the first of them began: a price must hold from then on.';
comment on column howdah.unpriced_usage.last_call_at is 'When the last of them began.';
grant select on howdah.unpriced_usage to howdah_analyst;
