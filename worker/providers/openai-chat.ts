import type OpenAI from 'openai'
import { withoutSecrets } from '../redact.ts'
import { reportedUsage } from './reported-usage.ts'
import type { ChatResult } from './types.ts'

/** Texts end up in text columns, which hold no NUL. */
const withoutNul = (text: string) => text.replaceAll('\0', '')

/** A short text as a text column can store it, without what a server repeats of our key; anything else is unknown. */
export const shortText = (value: unknown, secrets: string[]) =>
  typeof value === 'string' && value !== ''
    ? withoutSecrets(withoutNul(value), secrets).slice(0, 200)
    : null

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
export function addChunk(
  result: ChatResult,
  chunk: OpenAI.ChatCompletionChunk,
  secrets: string[],
): string {
  result.model ??= shortText(chunk.model, secrets)
  result.responseId ??= shortText(chunk.id, secrets)
  // The tier that served the call may come late; the one in the request is only asked for.
  result.serviceTier = shortText(chunk.service_tier, secrets) ?? result.serviceTier
  const choice = chunk.choices?.[0]
  const content: unknown = choice?.delta?.content
  const delta = typeof content === 'string' ? withoutNul(content) : ''
  result.content += delta
  result.finishReason = shortText(choice?.finish_reason, secrets) ?? result.finishReason
  // Some say it again with every chunk: the last is the whole.
  result.usage = reportedUsage(chunk.usage, secrets) ?? result.usage
  return delta
}
