import type { ChatRequest, ChatResult, EmbedResult } from '../providers/types.ts'
import type { CallFacts, Failure } from './types.ts'

const charsOf = (texts: string[]) => texts.reduce((sum, text) => sum + text.length, 0)

const msSince = (startedAt: Date) => Math.max(0, Date.now() - startedAt.getTime())

/** The facts about an answer; SQL reads the tokens out of them, or estimates them from the text. */
export function chatFacts(
  request: Pick<ChatRequest, 'messages'>,
  result: ChatResult,
  startedAt: Date,
): CallFacts {
  return {
    usage: result.usage,
    service_tier: result.serviceTier,
    model: result.model,
    response_id: result.responseId,
    input_chars: charsOf(request.messages.map((message) => message.content)),
    output_chars: result.content.length,
    first_token_ms: result.firstTokenMs === null ? null : Math.round(result.firstTokenMs),
    latency_ms: msSince(startedAt),
  }
}

/** The facts about a call of a chat model that failed or was stopped. */
export function failedChatFacts(
  request: Pick<ChatRequest, 'messages'>,
  { code, partial }: Failure & { partial?: ChatResult },
  startedAt: Date,
  isStopped: boolean,
): CallFacts {
  return {
    ...(partial ? chatFacts(request, partial, startedAt) : { latency_ms: msSince(startedAt) }),
    has_begun: partial !== undefined && (partial.content !== '' || partial.model !== null),
    error_code: code,
    ...(isStopped ? { status: 'cancelled' } : {}),
  }
}

/** The facts about a call for embeddings. */
export function embedFacts(
  texts: string[],
  { usage, model }: Pick<EmbedResult, 'usage' | 'model'>,
  startedAt: Date,
): CallFacts {
  return { usage, model, input_chars: charsOf(texts), latency_ms: msSince(startedAt) }
}

/** The facts about a call for embeddings that failed or was stopped. */
export function failedEmbedFacts(
  texts: string[],
  failure: Failure & { answer?: Pick<EmbedResult, 'usage' | 'model'> },
  startedAt: Date,
): CallFacts {
  return {
    ...embedFacts(texts, failure.answer ?? { usage: null, model: null }, startedAt),
    has_begun: failure.answer !== undefined,
    error_code: failure.code,
  }
}
