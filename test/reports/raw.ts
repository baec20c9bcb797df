/*
 * What each report shows, from the single calls: the same columns without roll-ups. Tests and the benchmark compare
 * with it. Percentiles of latency_by_model are exact here, and within 1 % in the report.
 */
export const raw: Record<string, string> = {
  usage_by_day: `
    select u.tenant_id,
           (u.created_at at time zone 'UTC')::date as day,
           u.kind,
           count(*) as calls,
           count(*) filter (where u.status != 'ok') as failed_calls,
           coalesce(sum(u.input_tokens), 0) as input_tokens,
           coalesce(sum(u.output_tokens), 0) as output_tokens,
           coalesce(sum(u.cost_cents), 0) as cost_cents,
           count(*) filter (where u.cost_cents is null) as unpriced_calls,
           count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete,
           count(*) filter (where u.cached) as cached_calls,
           coalesce(sum(u.cached_input_tokens), 0) as cached_input_tokens,
           coalesce(sum(u.saved_cents), 0) as saved_cents,
           count(*) filter (where u.is_estimated) as estimated_calls
      from howdah.llm_usage as u
     group by 1, 2, 3
     order by 1, 2, 3`,
  cost_by_model: `
    select u.tenant_id,
           u.provider,
           u.model,
           u.kind,
           count(*) as calls,
           coalesce(sum(u.input_tokens), 0) as input_tokens,
           coalesce(sum(u.output_tokens), 0) as output_tokens,
           coalesce(sum(u.cost_cents), 0) as cost_cents,
           count(*) filter (where u.cost_cents is null) as unpriced_calls,
           count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete,
           count(*) filter (where u.status != 'ok') as failed_calls,
           count(*) filter (where u.cached) as cached_calls,
           coalesce(sum(u.cached_input_tokens), 0) as cached_input_tokens,
           coalesce(sum(u.saved_cents), 0) as saved_cents,
           count(*) filter (where u.is_estimated) as estimated_calls
      from howdah.llm_usage as u
     group by 1, 2, 3, 4
     order by 1, 2, 3, 4`,
  cost_by_tenant_month: `
    select u.tenant_id,
           date_trunc('month', u.created_at at time zone 'UTC')::date as month,
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
     group by 1, 2
     order by 1, 2`,
  cost_by_feature_month: `
    select u.tenant_id,
           date_trunc('month', u.created_at at time zone 'UTC')::date as month,
           u.feature,
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
     order by 1, 2, 3`,
  cost_by_provider_month: `
    select date_trunc('month', u.created_at at time zone 'UTC')::date as month,
           u.provider,
           count(*) as calls,
           count(*) filter (where u.status != 'ok') as failed_calls,
           count(*) filter (where u.cached) as cached_calls,
           coalesce(sum(u.input_tokens), 0) as input_tokens,
           coalesce(sum(u.cached_input_tokens), 0) as cached_input_tokens,
           coalesce(sum(u.cache_write_tokens), 0) as cache_write_tokens,
           coalesce(sum(u.output_tokens), 0) as output_tokens,
           coalesce(sum(u.reasoning_tokens), 0) as reasoning_tokens,
           coalesce(sum(u.cost_cents), 0) as cost_cents,
           count(*) filter (where u.is_estimated) as estimated_calls,
           count(*) filter (where u.cost_cents is null) as unpriced_calls,
           count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete
      from howdah.llm_usage as u
     group by 1, 2
     order by 1, 2`,
  cost_by_prompt_version: `
    select u.tenant_id,
           u.prompt,
           u.prompt_version,
           count(*) as calls,
           count(*) filter (where u.status != 'ok') as failed_calls,
           count(*) filter (where u.cached) as cached_calls,
           coalesce(sum(u.input_tokens), 0) as input_tokens,
           coalesce(sum(u.cached_input_tokens), 0) as cached_input_tokens,
           coalesce(sum(u.output_tokens), 0) as output_tokens,
           coalesce(sum(u.cost_cents), 0) as cost_cents,
           round(avg(u.cost_cents) filter (where not u.cached), 10) as cents_per_call,
           round(avg(u.latency_ms) filter (where u.status = 'ok' and not u.cached)) as latency_ms,
           count(*) filter (where u.is_estimated) as estimated_calls,
           count(*) filter (where u.cost_cents is null) as unpriced_calls,
           count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete
      from howdah.llm_usage as u
     where u.prompt is not null
     group by 1, 2, 3
     order by 1, 2, 3`,
  cost_by_user_month: `
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
     order by 1, 2, 3 nulls first`,
  cache_hit_rate: `
    select u.tenant_id,
           (u.created_at at time zone 'UTC')::date as day,
           count(*) as calls,
           count(*) filter (where u.cached) as cached_calls,
           avg(u.cached::integer)::double precision as cache_hit_rate,
           coalesce(sum(u.saved_cents), 0) as saved_cents
      from howdah.llm_usage as u
     where u.kind = 'chat'
       and u.status = 'ok'
     group by 1, 2
     order by 1, 2`,
  top_users: `
    select u.tenant_id,
           u.user_id,
           rank() over (
             partition by u.tenant_id order by coalesce(sum(u.cost_cents), 0) desc, sum(u.tokens_used) desc
           ) as rank,
           count(*) as calls,
           sum(u.tokens_used) as tokens_used,
           coalesce(sum(u.cost_cents), 0) as cost_cents,
           count(*) filter (where u.is_estimated) as estimated_calls,
           count(*) filter (where u.cost_cents is null) as unpriced_calls,
           count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete,
           max(u.created_at) as last_call_at
      from howdah.llm_usage as u
     where (u.created_at at time zone 'UTC')::date > (howdah.now() at time zone 'UTC')::date - 30
       and u.user_id is not null
     group by 1, 2
     order by u.tenant_id, rank, u.user_id`,
  unpriced_usage: `
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
     order by 1, 2, 3, 4, 5`,
  latency_by_model: `
    select u.provider,
           u.model,
           u.kind,
           count(*) as calls,
           round(avg(u.latency_ms), 1) as avg_ms,
           percentile_disc(0.5) within group (order by u.latency_ms) as p50_ms,
           percentile_disc(0.95) within group (order by u.latency_ms) as p95_ms,
           percentile_disc(0.99) within group (order by u.latency_ms) as p99_ms,
           percentile_disc(0.5) within group (order by u.first_token_ms) as first_token_p50_ms,
           percentile_disc(0.95) within group (order by u.first_token_ms) as first_token_p95_ms
      from howdah.llm_usage as u
     where (u.created_at at time zone 'UTC')::date > (howdah.now() at time zone 'UTC')::date - 30
       and u.status = 'ok' and not u.cached
       and u.latency_ms is not null
     group by 1, 2, 3
     order by 1, 2, 3`,
}
