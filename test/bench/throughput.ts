import { startStub, type Stub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import type { Bench, Figure, Place } from './bench.ts'
import { fixedLatency } from './fixed-latency.ts'
import { layTexts, runPipeline } from './peers/pipeline.ts'
import { addChunks, startWorker } from './worker.ts'

const chunks = 20_000
const batch = 96
const concurrency = 8
const latencyMs = 50

/** Chunks a second, from the first request until nothing is left. */
async function rateOf(stub: Stub, isDone: () => Promise<boolean>): Promise<number> {
  await until('the first request comes', async () => stub.requests.length > 0)
  await until('all chunks have their vector', isDone, 300)
  return chunks / ((Date.now() - stub.requests[0]!.at) / 1000)
}

async function drain(
  place: Place,
  dimensions: number,
  isIndexed: boolean,
  encoding: 'float' | 'base64',
): Promise<{ rate: number; memory: number | null }> {
  const database = await place.database()
  const { sql } = database
  const stub = await startStub()
  try {
    stub.always(fixedLatency(dimensions, latencyMs))
    await sql`select howdah.register_model('stub', 'm', 'embedding', ${dimensions},
      is_indexed => ${isIndexed})`
    await addChunks(database, 'stub/m', chunks)
    await sql`select howdah.pause_lane('stub/m/bulk')`
    const worker = await startWorker(database, {
      HOWDAH_PROVIDER_STUB_URL: stub.url,
      HOWDAH_PROVIDER_STUB_ENCODING: encoding,
      HOWDAH_CONCURRENCY: String(concurrency),
    })
    await sql`select howdah.resume_lane('stub/m/bulk')`
    const rate = await rateOf(
      stub,
      async () => (await sql`select from howdah.jobs limit 1`).length === 0,
    )
    const memory = worker.peakMemory()
    await worker.stop()
    return { rate, memory }
  } finally {
    await stub.close()
  }
}

/** The same by the least that one would write by hand. */
async function drainByHand(place: Place, dimensions: number): Promise<number> {
  const { sql, url } = await place.database()
  const stub = await startStub()
  try {
    stub.always(fixedLatency(dimensions, latencyMs))
    await layTexts(sql, dimensions, chunks)
    const ended = runPipeline(url, stub.url, batch, concurrency)
    const isDone = async () => (await sql`select from hand_texts limit 1`).length === 0
    // Together: one that fails is not waited for.
    const [rate] = await Promise.all([rateOf(stub, isDone), ended])
    return rate
  } finally {
    await stub.close()
  }
}

/** How near the worker comes to what the provider could give. */
export const throughput: Bench = {
  name: 'throughput',
  about: `${chunks} chunks, a provider that takes ${latencyMs} ms, batches of ${batch}, concurrency ${concurrency}`,
  async run(place) {
    const ideal = (concurrency * batch) / (latencyMs / 1000)
    const figures: Figure[] = []
    for (const [dimensions, isIndexed, encoding] of [
      [8, false, 'base64'],
      [384, false, 'base64'],
      [1536, false, 'base64'],
      [1536, false, 'float'],
      [384, true, 'base64'],
    ] as const) {
      const { rate, memory } = await drain(place, dimensions, isIndexed, encoding)
      const what = [
        `${dimensions} dimensions`,
        ...(encoding === 'float' ? ['as numbers'] : []),
        ...(isIndexed ? ['with an HNSW index'] : []),
      ].join(' ')
      place.log(`${what}: ${Math.round(rate)} chunks/s of ${Math.round(ideal)} ideal`)
      figures.push(
        { what: `${what}, share of the ideal rate`, value: rate / ideal, atLeast: 0.9 },
        { what: `${what}, memory of the worker`, value: memory ?? NaN, unit: 'MB', atMost: 200 },
      )
      if (isIndexed || encoding === 'float') continue
      const byHand = await drainByHand(place, dimensions)
      place.log(`${what}, written by hand: ${Math.round(byHand)} chunks/s`)
      figures.push(
        { what: `${what}, written by hand, share of the ideal rate`, value: byHand / ideal },
        { what: `${what}, of the rate of the one written by hand`, value: rate / byHand },
      )
    }
    return figures
  },
}
