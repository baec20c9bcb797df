import { providerFailure } from './types.ts'

/** Largest answer that is read, in bytes. */
const maxBytes = 32 * 1024 * 1024

/** fetch that refuses answers above the bound and answers that are not what was asked for. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  const type = response.headers.get('content-type') ?? ''
  if (response.ok && /text\/html/.test(type)) {
    await response.body?.cancel()
    throw providerFailure('bad_response', 'the provider answered with a web page')
  }
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel()
    throw providerFailure('bad_response', 'the answer of the provider is larger than 32 MB')
  }
  if (!response.body) return response
  let bytes = 0
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > maxBytes) {
          controller.error(
            providerFailure('bad_response', 'the answer of the provider is larger than 32 MB'),
          )
        } else controller.enqueue(chunk)
      },
    }),
  )
  return new Response(bounded, response)
}
