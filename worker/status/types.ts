/** One lane of the queue; times in seconds, null is unknown. */
export type LaneStatus = {
  lane: string
  ready: number
  delayed: number
  running: number
  dead: number
  oldest_seconds: number | null
  per_minute: number | null
  eta_seconds: number | null
  paused_until: string | null
  pause_reason: string | null
}

/** One budget; money in US cents, `share` of the limit that is spent or reserved. */
export type BudgetStatus = {
  tenant_id: string
  scope: string
  subject: string
  period: string
  limit_cents: number
  spent_cents: number
  share: number | null
  is_hard: boolean
  is_exhausted: boolean
  resets_at: string | null
}

/** One row of `doctor()`. */
export type Finding = {
  severity: string
  subject: string
  finding: string
  since: string | null
  advice: string
}

/** What `howdah.status()` returns. */
export type Status = {
  state: 'idle' | 'busy' | 'stuck' | 'needs attention' | 'over budget'
  summary: string
  at: string
  server: string
  schema: number
  models: { embedding: string | null; chat: string | null }
  /** Collections by the model that embeds them. */
  collections?: { model: string; names: string[] }[]
  workers: string[]
  lanes: LaneStatus[]
  usage: {
    calls_today: number
    failed_today: number
    cost_today_cents: number
    cost_month_cents: number
    unpriced_today: number
    cache_hit_rate_today: number | null
    cache_saved_today_cents: number
    calls_hour: number
    p50_ms: number | null
    p95_ms: number | null
  }
  budgets: BudgetStatus[]
  search: {
    documents: number
    chunks: number
    retrievals_today: number
    empty_today: number
    p95_ms: number | null
    recall: number | null
  }
  findings: Finding[]
}
