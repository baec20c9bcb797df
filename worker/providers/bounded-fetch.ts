import { providerFailure } from './types.ts'

const megabyte = 1024 * 1024

/** Largest answer that is read. */
const maxBytes = 32 * megabyte

/** Largest event of a stream: the SDK copies and searches what it has of one anew with every packet. */
const maxEventBytes = 4 * megabyte

const tooLarge = (what: string, bytes: number) =>
  providerFailure('bad_response', `${what} of the provider is larger than ${bytes / megabyte} MB`)

const endsOfEvents = ['\n\n', '\r\n\r\n', '\r\r']

/** Passes an answer on until it is too large, or one of its events where it is a stream of them. */
function bound(isStream: boolean) {
  let bytes = 0
  let eventBytes = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) return controller.error(tooLarge('the answer', maxBytes))
      const packet = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      // Good enough to the size of a packet, which is small beside an event that is refused.
      const hasEnd = isStream && endsOfEvents.some((end) => packet.includes(end))
      eventBytes = hasEnd ? 0 : eventBytes + chunk.byteLength
      if (isStream && eventBytes > maxEventBytes) {
        return controller.error(tooLarge('an event', maxEventBytes))
      }
      controller.enqueue(chunk)
    },
  })
}

const boundedBy =
  (isStream: boolean): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    const type = response.headers.get('content-type') ?? ''
    if (response.ok && /text\/html/.test(type)) {
      await response.body?.cancel()
      throw providerFailure('bad_response', 'the provider answered with a web page')
    }
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
      await response.body?.cancel()
      throw tooLarge('the answer', maxBytes)
    }
    return response.body
      ? new Response(response.body.pipeThrough(bound(isStream)), response)
      : response
  }

/** fetch that refuses answers above the bound and answers that are not what was asked for. */
export const boundedFetch = boundedBy(false)

/** The same for an answer that is streamed, which refuses an event without an end as well. */
export const boundedStreamFetch = boundedBy(true)
