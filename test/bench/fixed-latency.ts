import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '../queue/model/random.ts'
import type { Behaviour } from '../stub/provider.ts'

/** Texts of a full request. */
const batch = 96

/** An embedding provider that answers after a fixed time; what it sends is written beforehand, so that it takes no time of its own. */
export function fixedLatency(dimensions: number, latencyMs: number): Behaviour {
  const random = createRandom(dimensions)
  const vector = () => Array.from({ length: dimensions }, () => random.int(-9999, 9999) / 10_000)
  const bodyFor = (count: number) => {
    const data = Array.from({ length: count }, (_, index) => ({ index, embedding: vector() }))
    const usage = { prompt_tokens: count * 16, total_tokens: count * 16 }
    return Buffer.from(JSON.stringify({ data, usage }))
  }
  const bodies = Array.from({ length: 40 }, () => bodyFor(batch))
  let next = 0
  return async ({ body }, response) => {
    const count = (body.input as string[]).length
    const answer = count === batch ? bodies[next++ % bodies.length]! : bodyFor(count)
    await sleep(latencyMs)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    response.end(answer)
  }
}
