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
       case when sum(p.unpriced_count) < sum(p.call_count) then sum(p.cost_cents) end as cost_cents,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.saved_cents) as saved_cents,
       sum(p.estimated_count)::bigint as estimated_calls
  from howdah_internal.usage_month_parts as p
 group by 1, 2, 3, 4
 order by 1, 2, 3, 4;
comment on view howdah.cost_by_model is 'Calls, tokens and cost per model since the beginning.';
select howdah_internal.describe_columns('howdah.cost_by_model');
grant select on howdah.cost_by_model to howdah_analyst;
