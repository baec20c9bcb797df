import type { ReportedUsage } from '../providers/reported-usage.ts'
import type {
  ChatRequest,
  EmbedRequest,
  OtherPart,
  Ranked,
  RerankRequest,
  Timeouts,
} from '../providers/types.ts'

/** A model as a claim describes it; `dimensions` is null for chat models. */
export type ClaimedModel = {
  provider: string
  model: string
  model_id: number
  dimensions: number | null
  timeouts?: Timeouts
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
  payload: ClaimedModel & { handling: 'steps' | 'embeddings' }
  content: string | null
  estimated_tokens: number
}

/** Facts about a failed call; SQL decides what follows. */
export type Failure = {
  code: string
  status: number | null
  retryAfterMs: number | null
  message: string
  /** The parameter that the provider does not take. */
  param: string | null
}

/** What fail_jobs decided. */
export type Verdict = 'paused' | 'split' | 'retry' | 'moved' | 'dead' | 'released' | 'stale'

/**
 * Facts about a call, which SQL prices (counted_usage); null is unknown. Times in milliseconds, texts in
 * characters. The estimate is for where the provider does not say its tokens.
 */
export type CallFacts = {
  usage?: ReportedUsage | null
  service_tier?: string | null
  model?: string | null
  response_id?: string | null
  estimated_input_tokens?: number
  reasoning_chars?: number
  /** Whether the provider had begun to work when the call failed: then it is paid for. */
  has_begun?: boolean
  latency_ms: number
  first_token_ms?: number | null
  error_code?: string
}

/** A call to make, as next_step hands it out. */
export type Step = {
  /** Names the call when its outcome is handed in. */
  ref: { seq: number; [name: string]: string | number | null }
  kind: string
  call: 'chat' | 'embed' | 'rerank'
  provider: string
  request: ChatRequest | EmbedRequest | RerankRequest
  /** Whether somebody reads along. */
  stream: boolean
  timeouts: Timeouts
}

/** What came of the call of a step: a result or a failure, and facts about it. */
export type Outcome = {
  ref: Step['ref']
  result?:
    | { content: string; finish_reason: string | null; parts: OtherPart[]; is_refusal: boolean }
    | { embeddings: string[] }
    | { results: Ranked[] }
  failure?: {
    code: string
    status?: number | null
    retry_after_ms?: number | null
    message: string
    param?: string | null
  }
  facts: CallFacts
}

/** One call of a provider; id and time stay the same however often it is recorded. */
export type Call = { id: string; startedAt: Date; facts: CallFacts }

/** A figure of the whole queue, as howdah.worker_metrics() returns it. */
export type QueueMetric = {
  name: string
  labels: Record<string, unknown> | null
  value: number
  help: string
  type: string
}

/** An event to post; `attempt` shows whose claim it is. */
export type Event = { tenant_id: string; event_id: string; attempt: number; body: string }
