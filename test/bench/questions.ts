import { setTimeout as sleep } from 'node:timers/promises'
import type { TestDatabase } from '../support/database.ts'
import { ms, percentile, type Bench } from './bench.ts'
import { fixedLatency } from './fixed-latency.ts'
import { addChunks, startWorker } from './worker.ts'

const backlog = 100_000
const queries = 100
const latencyMs = 50

/** Asks for the vector of a query and waits for it as a client does; milliseconds. */
async function embed({ sql }: TestDatabase, query: string): Promise<number> {
  const began = performance.now()
  const status = async () =>
    (await sql`select howdah.request_query_embedding(${query}, 'bench') as status`)[0]!['status']
  while ((await status()) !== 'ready') await sleep(5)
  return performance.now() - began
}

/** How long a question waits for its vector while a backlog of chunks is being embedded. */
export const bench: Bench = {
  about: `vectors of new queries while ${backlog} chunks wait, a provider that takes ${latencyMs} ms`,
  async run({ database, stub: newStub, log }) {
    const place = await database()
    const { sql } = place
    const stub = await newStub()
    stub.always(fixedLatency(8, latencyMs))
    await sql`select howdah.register_model('stub', 'm', 'embedding', 8)`
    await addChunks(place, 'stub/m', backlog)
    const worker = await startWorker(place, { HOWDAH_PROVIDER_STUB_URL: stub.url })
    const times: number[] = []
    for (let n = 0; n < queries; n += 1) {
      times.push(await embed(place, `How does number ${n} work?`))
      await sleep(50)
    }
    const [row] = await sql`select count(*)::int as left from howdah_internal.jobs`
    await worker.stop()
    log(`${row!['left']} chunks still wait at the end`)
    const beyond = (share: number) => percentile(times, share) - latencyMs
    return [
      ms('vector of a query, beyond the provider, p95', beyond(0.95), { atMost: 80 }),
      ms('the same, median', beyond(0.5)),
    ]
  },
}
