create or replace view howdah.usage_by_day
  with (security_invoker = true)
as
select p.tenant_id,
       p.day,
       p.kind,
       sum(p.call_count)::bigint as calls,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       case when sum(p.unpriced_count) < sum(p.call_count) then sum(p.cost_cents) end as cost_cents,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.saved_cents) as saved_cents,
       sum(p.estimated_count)::bigint as estimated_calls
  from howdah_internal.usage_day_parts as p
 group by 1, 2, 3
 order by 1, 2, 3;
comment on view howdah.usage_by_day is 'Calls, tokens and cost per UTC day and kind of call.';
select howdah_internal.describe_columns('howdah.usage_by_day');
grant select on howdah.usage_by_day to howdah_analyst;
