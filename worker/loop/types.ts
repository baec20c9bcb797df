import type { ReportedUsage } from '../providers/reported-usage.ts'
import type { ChatRequest } from '../providers/types.ts'

/** A model as a claim describes it; `dimensions` is null for chat models. */
export type ClaimedModel = {
  provider: string
  model: string
  model_id: number
  dimensions: number | null
}

/** A job under lease. bigint values are strings. */
export type Job = {
  job_id: string
  token: string
  kind: string
  lane: string
  tenant_id: string
  user_id: string | null
  attempt: number
  payload: ClaimedModel & { message_id?: string; embed?: ClaimedModel | null; claim_count: number }
  content: string | null
  estimated_tokens: number
}

/** Facts about a failed call; SQL decides what follows. */
export type Failure = {
  code: string
  status: number | null
  retryAfterMs: number | null
  message: string
}

/** What fail_job decided. */
export type Verdict = 'paused' | 'split' | 'retry' | 'moved' | 'dead' | 'stale'

/**
 * Facts about a call, which SQL prices (counted_usage); null is unknown. Times in milliseconds, texts in
 * characters, for where the provider does not say its tokens.
 */
export type CallFacts = {
  usage?: ReportedUsage | null
  service_tier?: string | null
  model?: string | null
  response_id?: string | null
  input_chars?: number
  output_chars?: number
  /** Whether the provider had begun to answer when the call failed: then it is paid for. */
  has_begun?: boolean
  latency_ms: number
  first_token_ms?: number | null
  /** Without it SQL takes it from error_code. */
  status?: 'failed' | 'cancelled'
  error_code?: string
}

/** One call of a provider; id and time stay the same however often it is recorded. */
export type Call = { id: string; startedAt: Date; facts: CallFacts }

/** The request of a message, or why there is none. */
export type Prepared =
  { status: 'done' | 'stale' } | ({ status: 'call'; provider: string } & ChatRequest)

/** A figure of the whole queue, as howdah.worker_metrics() returns it. */
export type QueueMetric = {
  name: string
  labels: Record<string, unknown> | null
  value: number
  help: string
  type: string
}
