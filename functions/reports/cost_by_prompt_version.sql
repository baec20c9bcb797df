create or replace view howdah.cost_by_prompt_version
  with (security_invoker = true)
as
select p.tenant_id,
       p.prompt,
       nullif(p.prompt_version, 0) as prompt_version,
       sum(p.call_count)::bigint as calls,
       sum(p.failed_count)::bigint as failed_calls,
       sum(p.cached_count)::bigint as cached_calls,
       sum(p.input_tokens)::bigint as input_tokens,
       sum(p.cached_input_tokens)::bigint as cached_input_tokens,
       sum(p.output_tokens)::bigint as output_tokens,
       case when sum(p.unpriced_count) < sum(p.call_count) then sum(p.cost_cents) end as cost_cents,
       round(
         sum(p.cost_cents) / nullif(sum(p.call_count - p.unpriced_count - p.cached_count), 0), 10) as cents_per_call,
       round(sum(p.latency_ms) / nullif(sum(p.timed_count), 0)) as latency_ms,
       sum(p.estimated_count)::bigint as estimated_calls,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete
  from howdah_internal.usage_month_parts as p
 where p.prompt != ''
 group by 1, 2, 3
 order by 1, 2, 3;
comment on view howdah.cost_by_prompt_version is
  'What each version of a prompt cost since the beginning, and how long its answers took.';
select howdah_internal.describe_columns('howdah.cost_by_prompt_version');
comment on column howdah.cost_by_prompt_version.prompt_version is 'Its version.';
comment on column howdah.cost_by_prompt_version.cents_per_call is
  'US cents a call of known cost, without those that the cache answered.';
comment on column howdah.cost_by_prompt_version.latency_ms is
  'Mean milliseconds of the calls that succeeded.';
grant select on howdah.cost_by_prompt_version to howdah_analyst;
