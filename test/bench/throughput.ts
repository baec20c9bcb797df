import type { Stub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { inUnit, ratio, type Bench, type Figure, type Place } from './bench.ts'
import { fixedLatency } from './fixed-latency.ts'
import { layTexts, runPipeline } from './peers/pipeline.ts'
import { addChunks, startWorker } from './worker.ts'

const chunks = 20_000
const batch = 96
const concurrency = 8
const latencyMs = 50

type Case = { dimensions: number; isIndexed: boolean; encoding: 'float' | 'base64'; what?: string }

/** Those without a name of their own are written by hand too. */
const cases: Case[] = [
  { dimensions: 8, isIndexed: false, encoding: 'base64' },
  { dimensions: 384, isIndexed: false, encoding: 'base64' },
  { dimensions: 1536, isIndexed: false, encoding: 'base64' },
  { dimensions: 1536, isIndexed: false, encoding: 'float', what: '1536 dimensions as numbers' },
  {
    dimensions: 384,
    isIndexed: true,
    encoding: 'base64',
    what: '384 dimensions with an HNSW index',
  },
]

/** Chunks a second, from the first request until nothing is left. */
async function rateOf(stub: Stub, isDone: () => Promise<boolean>): Promise<number> {
  await until('the first request comes', async () => stub.requests.length > 0)
  await until('all chunks have their vector', isDone, 300)
  return chunks / ((Date.now() - stub.requests[0]!.at) / 1000)
}

/** A provider of so many dimensions, ready to answer. */
async function providerOf(place: Place, dimensions: number): Promise<Stub> {
  const stub = await place.stub()
  stub.always(fixedLatency(dimensions, latencyMs))
  return stub
}

async function drain(place: Place, { dimensions, isIndexed, encoding }: Case) {
  const database = await place.database()
  const { sql } = database
  const stub = await providerOf(place, dimensions)
  await sql`select howdah.register_model('stub', 'm', 'embedding', ${dimensions}, is_indexed => ${isIndexed})`
  await addChunks(database, 'stub/m', chunks)
  await sql`select howdah.pause_lane('stub/m/bulk')`
  const worker = await startWorker(database, {
    HOWDAH_PROVIDER_STUB_URL: stub.url,
    HOWDAH_PROVIDER_STUB_ENCODING: encoding,
    HOWDAH_CONCURRENCY: String(concurrency),
  })
  await sql`select howdah.resume_lane('stub/m/bulk')`
  const isDone = async () => (await sql`select from howdah_internal.jobs limit 1`).length === 0
  const rate = await rateOf(stub, isDone)
  const memory = worker.peakMemory()
  await worker.stop()
  return { rate, memory }
}

/** The same by the least that one would write by hand. */
async function drainByHand(place: Place, dimensions: number): Promise<number> {
  const { sql, url } = await place.database()
  const stub = await providerOf(place, dimensions)
  await layTexts(sql, dimensions, chunks)
  const ended = runPipeline(url, stub.url, batch, concurrency)
  const isDone = async () => (await sql`select from hand_texts limit 1`).length === 0
  // Together: one that fails is not waited for.
  const [rate] = await Promise.all([rateOf(stub, isDone), ended])
  return rate
}

/** How near the worker comes to what the provider could give. */
export const bench: Bench = {
  about: `${chunks} chunks, a provider that takes ${latencyMs} ms, batches of ${batch}, concurrency ${concurrency}`,
  async run(place) {
    const ideal = (concurrency * batch) / (latencyMs / 1000)
    const figures: Figure[] = []
    for (const one of cases) {
      const { dimensions, what = `${dimensions} dimensions` } = one
      const { rate, memory } = await drain(place, one)
      place.log(`${what}: ${Math.round(rate)} chunks/s of ${Math.round(ideal)} ideal`)
      figures.push(
        ratio(`${what}, share of the ideal rate`, rate / ideal, { atLeast: 0.9 }),
        inUnit('MB')(`${what}, memory of the worker`, memory ?? NaN, { atMost: 200 }),
      )
      if (one.what) continue
      const byHand = await drainByHand(place, dimensions)
      place.log(`${what}, written by hand: ${Math.round(byHand)} chunks/s`)
      figures.push(
        ratio(`${what}, written by hand, share of the ideal rate`, byHand / ideal),
        ratio(`${what}, of the rate of the one written by hand`, rate / byHand),
      )
    }
    return figures
  },
}
