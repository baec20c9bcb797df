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

/** Facts about a call for llm_usage; null is unknown. Times in milliseconds. */
export type Usage = {
  input_tokens: number | null
  output_tokens?: number | null
  cached_input_tokens?: number | null
  reasoning_tokens?: number | null
  latency_ms: number
  first_token_ms?: number | null
  status?: 'ok' | 'failed' | 'cancelled' | 'timeout'
  error_code?: string
  /** True where the provider did not say and the tokens are counted from the text. */
  is_estimated?: boolean
}

/** One call of a provider; id and time stay the same however often it is recorded. */
export type Call = { id: string; startedAt: Date; usage: Usage }

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
