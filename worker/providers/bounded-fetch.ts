import type OpenAI from 'openai'
import { patience } from './patient-dispatcher.ts'
import { providerFailure, type ProviderFailure } from './types.ts'

const megabyte = 1024 * 1024

/** Largest answer that is read. */
const maxBytes = 32 * megabyte

/** As much as is read of an answer that only says why there is none. */
const maxRefusalBytes = megabyte / 16

/** An answer without success, as far as it came. */
export type Refusal = { status: number; headers: Headers; text: string }

/** What a fetch is for. */
export type Passage = {
  /** Bytes came, of whatever kind: the provider is alive. */
  onBytes(): void
  onRefusal(refusal: Refusal): ProviderFailure
}

const tooLarge = () =>
  providerFailure(
    'bad_response',
    `the answer of the provider is larger than ${maxBytes / megabyte} MB`,
  )

/** Passes an answer on until it is too large. */
function bound({ onBytes }: Passage) {
  let bytes = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      onBytes()
      bytes += chunk.byteLength
      if (bytes > maxBytes) controller.error(tooLarge())
      else controller.enqueue(chunk)
    },
  })
}

/** The beginning of a body, as text; what is cut off is left out: the status has said enough. */
async function beginningOf({ body }: Response, onBytes: () => void): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
      onBytes()
      parts.push(part)
      bytes += part.byteLength
      if (bytes >= maxRefusalBytes) break
    }
  } catch {
    // A call that was stopped is told apart by its signal.
  }
  return Buffer.concat(parts).toString('utf8', 0, maxRefusalBytes)
}

/** Gives one call of the SDK's its passage, which comes to `boundedFetch` among the options of fetch. */
export const through = (passage: Passage) => ({
  fetchOptions: { passage } as NonNullable<OpenAI.RequestOptions['fetchOptions']>,
})

/** fetch that refuses answers above the bounds, answers that are not what was asked for, and refusals. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const { passage, ...options } = init as RequestInit & { passage: Passage }
  const response = await fetch(input, { ...options, ...patience() })
  const { status, headers } = response
  if (!response.ok) {
    // It has begun: nobody waits long for the words to a status.
    passage.onBytes()
    const text = await beginningOf(response, passage.onBytes)
    const { failure } = passage.onRefusal({ status, headers, text })
    // Without its message: the SDK takes an error that says timeout for one of the connection.
    throw Object.assign(new Error('refused'), { failure })
  }
  if (/text\/html/.test(headers.get('content-type') ?? '')) {
    await response.body?.cancel()
    throw providerFailure('bad_response', 'the provider answered with a web page')
  }
  if (Number(headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  return response.body
    ? new Response(response.body.pipeThrough(bound(passage)), response)
    : response
}
