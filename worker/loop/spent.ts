import type { ChatRequest, ChatResult } from '../providers/types.ts'
import type { Failure, Usage } from './types.ts'

/** Tokens of a text where nobody counted them: about four characters each. */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / 4)

/** What an answer cost, by the provider's count, or estimated from its text and the request. */
export function chatUsage(
  request: Pick<ChatRequest, 'messages'>,
  result: ChatResult,
  startedAt: Date,
): Usage {
  const isEstimated = result.inputTokens === null || result.outputTokens === null
  return {
    input_tokens:
      result.inputTokens ?? estimatedTokens(request.messages.map((m) => m.content).join('')),
    output_tokens: result.outputTokens ?? estimatedTokens(result.content),
    cached_input_tokens: result.cachedTokens,
    reasoning_tokens: result.reasoningTokens,
    first_token_ms: result.firstTokenMs === null ? null : Math.round(result.firstTokenMs),
    latency_ms: Date.now() - startedAt.getTime(),
    ...(isEstimated ? { is_estimated: true } : {}),
  }
}

/** Whether the provider had begun to work when a call failed: then it is paid for. */
function hadBegun(failure: Failure, partial: ChatResult | undefined): boolean {
  if (partial && (partial.content !== '' || partial.model !== null)) return true
  // A provider that was stopped or too slow has read the request all the same.
  return failure.code === 'aborted' || failure.code === 'timeout'
}

/** What a failed call of a chat model cost; nothing is known of a call that was refused. */
export function failedChatUsage(
  request: Pick<ChatRequest, 'messages'>,
  failure: Failure & { partial?: ChatResult },
  startedAt: Date,
  isStopped: boolean,
): Usage {
  const { partial, code } = failure
  const empty = { input_tokens: null, latency_ms: Date.now() - startedAt.getTime() }
  return {
    ...(partial && hadBegun(failure, partial) ? chatUsage(request, partial, startedAt) : empty),
    status: isStopped ? 'cancelled' : code === 'timeout' ? 'timeout' : 'failed',
    error_code: code,
  }
}

/** What a call for embeddings cost, by the provider's count or estimated from the texts. */
export function embeddingUsage(
  texts: string[],
  inputTokens: number | null,
  startedAt: Date,
): Usage {
  return {
    input_tokens: inputTokens ?? texts.reduce((sum, text) => sum + estimatedTokens(text), 0),
    latency_ms: Date.now() - startedAt.getTime(),
    ...(inputTokens === null ? { is_estimated: true } : {}),
  }
}

/** What a failed call for embeddings cost, or null when nothing was spent as far as we know. */
export function failedEmbeddingUsage(
  texts: string[],
  failure: Failure & { inputTokens?: number | null },
  startedAt: Date,
): Usage | null {
  const isRead = failure.code === 'aborted' || failure.code === 'timeout'
  if (!failure.inputTokens && !isRead) return null
  return {
    ...embeddingUsage(texts, failure.inputTokens || null, startedAt),
    status: isRead ? (failure.code === 'aborted' ? 'cancelled' : 'timeout') : 'failed',
    error_code: failure.code,
  }
}
