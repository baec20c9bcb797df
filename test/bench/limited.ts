import { goodEmbeddings, sendJson, startStub, type Behaviour } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { percentile, type Bench, type Place } from './bench.ts'
import { addChunks, startWorker } from './worker.ts'

const perMinute = 60
const requests = 150
const batch = 96

/** A provider that takes so many requests in each minute from the first, then says when to come back. */
function limitedTo(model: string): { behaviour: Behaviour; refused(): number } {
  let start = 0
  let taken = 0
  let refused = 0
  return {
    refused: () => refused,
    behaviour(request, response) {
      if (request.body.model !== model) {
        return sendJson(response, 200, goodEmbeddings(request, 8))
      }
      if (request.at - start >= 60_000) {
        start = request.at
        taken = 0
      }
      taken += 1
      if (taken <= perMinute) return sendJson(response, 200, goodEmbeddings(request, 8))
      refused += 1
      const seconds = Math.ceil((start + 60_000 - request.at) / 1000)
      const error = { message: 'slow down', type: 'error', code: 'rate_limit_exceeded' }
      sendJson(response, 429, { error }, { 'retry-after': String(seconds) })
    },
  }
}

/** Adds a text every 100 ms to another lane, until `isOver`; returns how long each waited, in ms. */
async function othersWait({ sql }: TestDatabase, isOver: () => boolean): Promise<number[]> {
  let next = Date.now()
  for (let n = 0; !isOver(); n += 1) {
    await sql`select howdah.add_document(${`Note ${n} of ${next}`}, ${`${next}.md`}, collection => 'other')`
    next += 100
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())))
  }
  await until('the other lane is done', async () => {
    const left = await sql`select from howdah.jobs where lane = 'stub/other/bulk' limit 1`
    return left.length === 0
  })
  const rows = await sql<{ ms: number }[]>`
    select extract(epoch from claimed_at - created_at)::float8 * 1000 as ms
      from howdah.jobs_done where lane = 'stub/other/bulk'`
  await sql`delete from howdah.jobs_done where lane = 'stub/other/bulk'`
  return rows.map(({ ms }) => ms)
}

async function measure(place: Place) {
  const database = await place.database()
  const { sql } = database
  const stub = await startStub()
  try {
    const limit = limitedTo('m')
    stub.always(limit.behaviour)
    await sql`select howdah.register_model('stub', 'm', 'embedding', 8)`
    await sql`select howdah.register_model('stub', 'other', 'embedding', 8)`
    await sql`select howdah.create_collection('other', embedding_model => 'stub/other')`
    const worker = await startWorker(database, { HOWDAH_PROVIDER_STUB_URL: stub.url })
    const quietEnd = Date.now() + 30_000
    const quiet = await othersWait(database, () => Date.now() > quietEnd)
    await addChunks(database, 'stub/m', requests * batch)
    const began = Date.now()
    let isDrained = false
    const busy = othersWait(database, () => isDrained)
    const isDone = async () =>
      (await sql`select from howdah.jobs where lane = 'stub/m/bulk' limit 1`).length === 0
    await until('the limited lane is drained', isDone, 600)
    const seconds = (Date.now() - began) / 1000
    isDrained = true
    const waits = await busy
    const [row] = await sql<{ attempts: number }[]>`
      select max(attempt)::int as attempts from howdah.jobs_done where lane = 'stub/m/bulk'`
    await worker.stop()
    return { seconds, quiet, waits, attempts: row!.attempts, refused: limit.refused() }
  } finally {
    await stub.close()
  }
}

/** A rate limit of the provider costs little more than the time that it asks for. */
export const limited: Bench = {
  name: 'limited',
  about: `a provider that takes ${perMinute} requests a minute, ${requests} requests, another lane beside it`,
  async run(place) {
    const { seconds, quiet, waits, attempts, refused } = await measure(place)
    // Whole minutes must pass for all requests but those of the last one.
    const least = Math.floor((requests - 1) / perMinute) * 60
    place.log(`${Math.round(seconds)} s of at least ${least} s, ${refused} requests refused`)
    return [
      { what: 'time to drain, of the least the limit allows', value: seconds / least, atMost: 1.1 },
      { what: 'most attempts counted', value: attempts, atMost: 0 },
      {
        what: 'wait in the other lane, p95, without the limited one',
        value: percentile(quiet, 0.95),
        unit: 'ms',
      },
      {
        what: 'wait in the other lane, p95, beside it',
        value: percentile(waits, 0.95),
        unit: 'ms',
      },
    ]
  },
}
