import type OpenAI from 'openai'
import { reportedUsage } from './reported-usage.ts'
import type { ChatResult } from './types.ts'

/** Texts end up in text columns, which hold no NUL. */
const withoutNul = (text: string) => text.replaceAll('\0', '')

/** A short text as a text column can store it; anything else is unknown. */
export const shortText = (value: unknown) =>
  typeof value === 'string' && value !== '' ? withoutNul(value).slice(0, 200) : null

/** An answer of which nothing has come yet. */
export function emptyResult(): ChatResult {
  return {
    content: '',
    finishReason: null,
    usage: null,
    serviceTier: null,
    firstTokenMs: null,
    model: null,
    responseId: null,
  }
}

/** Adds a chunk of a stream to the answer; returns the text it brought, '' for none. */
export function addChunk(result: ChatResult, chunk: OpenAI.ChatCompletionChunk): string {
  result.model ??= shortText(chunk.model)
  result.responseId ??= shortText(chunk.id)
  // The tier that served the call may come late; the one in the request is only asked for.
  result.serviceTier = shortText(chunk.service_tier) ?? result.serviceTier
  const choice = chunk.choices?.[0]
  const content: unknown = choice?.delta?.content
  const delta = typeof content === 'string' ? withoutNul(content) : ''
  result.content += delta
  result.finishReason = shortText(choice?.finish_reason) ?? result.finishReason
  // Some say it again with every chunk: the last is the whole.
  result.usage = reportedUsage(chunk.usage) ?? result.usage
  return delta
}
