import type { ChatResult, EmbedResult } from '../providers/types.ts'
import type { CallFacts } from './types.ts'

const msSince = (startedAt: Date) => Math.max(0, Date.now() - startedAt.getTime())

/** The facts about a call of a chat model; SQL reads the tokens out of them, or estimates them from the text. */
export function chatFacts(result: ChatResult, startedAt: Date): CallFacts {
  return {
    usage: result.usage,
    service_tier: result.serviceTier,
    model: result.model,
    response_id: result.responseId,
    reasoning_chars: result.reasoningChars,
    first_token_ms: result.firstTokenMs === null ? null : Math.round(result.firstTokenMs),
    latency_ms: msSince(startedAt),
  }
}

/** The facts about a call for embeddings, or for an order. */
export function embedFacts(
  { usage, model }: Pick<EmbedResult, 'usage' | 'model'>,
  startedAt: Date,
): CallFacts {
  return { usage, model, latency_ms: msSince(startedAt) }
}
