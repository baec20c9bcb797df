/*
 * What each report shows, from the single calls: the same columns without roll-ups. Tests and the benchmark compare
 * with it. Percentiles of latency_by_model are exact here, and within 1 % in the report.
 */
const day = `(u.created_at at time zone 'UTC')::date as day`
const month = `date_trunc('month', u.created_at at time zone 'UTC')::date as month`
const localMonth = `date_trunc('month', u.created_at at time zone coalesce((
  select t.time_zone from howdah.tenants as t where t.tenant_id = u.tenant_id), 'UTC'))::date as month`
const lastMonth = `(u.created_at at time zone 'UTC')::date > (howdah.now() at time zone 'UTC')::date - 30`

const count = (what: string, condition: string) => `count(*) filter (where ${condition}) as ${what}`
const sum = (column: string) => `coalesce(sum(u.${column}), 0) as ${column}`
const percentile = (share: number, column: string, as: string) =>
  `percentile_disc(${share}) within group (order by u.${column}) as ${as}`

const calls = ['count(*) as calls']
const unpriced = [
  count('estimated_calls', 'u.is_estimated'),
  count('unpriced_calls', 'u.cost_cents is null'),
  'count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete',
]
const outcomes = [
  ...calls,
  count('failed_calls', `u.status != 'ok'`),
  count('cached_calls', 'u.cached'),
]
const cost = 'sum(u.cost_cents) as cost_cents'
const sums = [...['input_tokens', 'cached_input_tokens', 'output_tokens'].map(sum), cost]
const usual = [...outcomes, ...sums, ...unpriced]
const saved = [...usual, sum('saved_cents')]

/** A query of calls: a row for each of the keys, with these columns. */
function grouped(keys: string[], columns: string[], where = 'true'): string {
  const numbers = keys.map((_, index) => index + 1).join(', ')
  return `select ${[...keys, ...columns].join(',\n  ')}
    from howdah.llm_usage as u
   where ${where}
   group by ${numbers}
   order by ${numbers}`
}

export const raw: Record<string, string> = {
  usage_by_day: grouped(['u.tenant_id', day, 'u.kind'], saved),
  cost_by_model: grouped(['u.tenant_id', 'u.provider', 'u.model', 'u.kind'], saved),
  cost_by_tenant_month: grouped(['u.tenant_id', month], saved),
  cost_by_feature_month: grouped(['u.tenant_id', month, 'u.feature'], saved),
  cost_by_user_month: grouped(['u.tenant_id', month, 'u.user_id'], saved),
  cost_by_user_local_month: grouped(['u.tenant_id', localMonth, 'u.user_id'], saved),
  cost_by_provider_month: grouped(
    [month, 'u.provider'],
    [...usual, sum('cache_write_tokens'), sum('reasoning_tokens')],
  ),
  cost_by_prompt_version: grouped(
    ['u.tenant_id', 'u.prompt', 'u.prompt_version'],
    [
      ...usual,
      'round(avg(u.cost_cents) filter (where not u.cached), 10) as cents_per_call',
      `round(avg(u.latency_ms) filter (where u.status = 'ok' and not u.cached)) as latency_ms`,
    ],
    'u.prompt is not null',
  ),
  cache_hit_rate: grouped(
    ['u.tenant_id', day],
    [
      ...calls,
      count('cached_calls', 'u.cached'),
      'avg(100 * u.cached::integer)::double precision as cache_hit_rate',
      sum('saved_cents'),
    ],
    `u.kind = 'chat' and u.status = 'ok'`,
  ),
  top_users: grouped(
    ['u.tenant_id', 'u.user_id'],
    [
      `rank() over (
         partition by u.tenant_id order by coalesce(sum(u.cost_cents), 0) desc, sum(u.tokens_used) desc
       ) as rank`,
      ...calls,
      'sum(u.tokens_used) as tokens_used',
      cost,
      ...unpriced,
      'max(u.created_at) as last_call_at',
    ],
    `${lastMonth} and u.user_id is not null`,
  ),
  unpriced_usage: grouped(
    [
      ...['u.tenant_id', 'u.provider', 'u.model', 'u.service_class'],
      `case
         when u.input_tokens is null or u.kind = 'chat' and u.output_tokens is null
           then 'the provider did not report the tokens'
         else 'no price of the model for this time and service class'
       end as reason`,
    ],
    [
      'count(*) as unpriced_calls',
      ...['input_tokens', 'output_tokens'].map(sum),
      'min(u.created_at) as first_call_at',
      'max(u.created_at) as last_call_at',
    ],
    'u.cost_cents is null',
  ),
  latency_by_model: grouped(
    ['u.provider', 'u.model', 'u.kind'],
    [
      ...calls,
      'round(avg(u.latency_ms), 1) as avg_ms',
      percentile(0.5, 'latency_ms', 'p50_ms'),
      percentile(0.95, 'latency_ms', 'p95_ms'),
      percentile(0.99, 'latency_ms', 'p99_ms'),
      percentile(0.5, 'first_token_ms', 'first_token_p50_ms'),
      percentile(0.95, 'first_token_ms', 'first_token_p95_ms'),
    ],
    `${lastMonth} and u.status = 'ok' and not u.cached and u.latency_ms is not null`,
  ),
}
