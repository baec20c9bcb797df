import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '../support/random.ts'
import { encoded, type Behaviour, type SeenRequest } from '../stub/provider.ts'

/** Texts of a full request. */
const batch = 96

/** An embedding provider that answers after a fixed time: what it sends is written beforehand. */
export function fixedLatency(dimensions: number, latencyMs: number): Behaviour {
  const random = createRandom(dimensions)
  const vector = () => Array.from({ length: dimensions }, () => random.int(-9999, 9999) / 10_000)
  const bodyFor = (count: number, request: Pick<SeenRequest, 'body'>) => {
    const data = Array.from({ length: count }, (_, index) => ({
      index,
      embedding: encoded(vector(), request),
    }))
    const usage = { prompt_tokens: count * 16, total_tokens: count * 16 }
    return Buffer.from(JSON.stringify({ data, usage }))
  }
  const bodiesIn = (encoding: 'float' | 'base64') =>
    Array.from({ length: 40 }, () => bodyFor(batch, { body: { encoding_format: encoding } }))
  const bodies = { float: bodiesIn('float'), base64: bodiesIn('base64') }
  let next = 0
  return async (request, response) => {
    const count = (request.body.input as string[]).length
    const ready = bodies[request.body.encoding_format as 'float' | 'base64']
    const answer = count === batch ? ready[next++ % ready.length]! : bodyFor(count, request)
    await sleep(latencyMs)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    response.end(answer)
  }
}
