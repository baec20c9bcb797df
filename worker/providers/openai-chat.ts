import type OpenAI from 'openai'
import type { ChatResult } from './types.ts'

/** Texts end up in text columns, which hold no NUL. */
const withoutNul = (text: string) => text.replaceAll('\0', '')

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? withoutNul(value).slice(0, 200) : null

/** A number of tokens as the database can store it; anything else is unknown. */
export function tokenCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31
    ? value
    : null
}

/** An answer of which nothing has come yet. */
export function emptyResult(): ChatResult {
  return {
    content: '',
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    cachedTokens: null,
    reasoningTokens: null,
    firstTokenMs: null,
    model: null,
    responseId: null,
  }
}

/** Adds a chunk of a stream to the answer; returns the text it brought, '' for none. */
export function addChunk(result: ChatResult, chunk: OpenAI.ChatCompletionChunk): string {
  result.model ??= text(chunk.model)
  result.responseId ??= text(chunk.id)
  const choice = chunk.choices?.[0]
  const content: unknown = choice?.delta?.content
  const delta = typeof content === 'string' ? withoutNul(content) : ''
  result.content += delta
  result.finishReason = text(choice?.finish_reason) ?? result.finishReason
  const { usage } = chunk
  if (usage) {
    result.inputTokens = tokenCount(usage.prompt_tokens)
    result.outputTokens = tokenCount(usage.completion_tokens)
    result.cachedTokens = tokenCount(usage.prompt_tokens_details?.cached_tokens)
    result.reasoningTokens = tokenCount(usage.completion_tokens_details?.reasoning_tokens)
  }
  return delta
}
