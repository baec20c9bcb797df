import { rateLimited } from '../stub/behaviours.ts'
import { goodEmbeddings, sendJson, type Behaviour } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { ms, percentile, ratio, type Bench, type Place } from './bench.ts'
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
      const good = () => sendJson(response, 200, goodEmbeddings(request, 8))
      if (request.body.model !== model) return good()
      if (request.at - start >= 60_000) {
        start = request.at
        taken = 0
      }
      taken += 1
      if (taken <= perMinute) return good()
      refused += 1
      const seconds = Math.ceil((start + 60_000 - request.at) / 1000)
      return rateLimited(seconds)(request, response)
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
    const left = await sql`select from howdah_internal.jobs where lane = 'stub/other/bulk' limit 1`
    return left.length === 0
  })
  const rows = await sql<{ ms: number }[]>`
    select extract(epoch from claimed_at - created_at)::float8 * 1000 as ms
      from howdah_internal.jobs_done where lane = 'stub/other/bulk'`
  await sql`delete from howdah_internal.jobs_done where lane = 'stub/other/bulk'`
  return rows.map(({ ms }) => ms)
}

async function measure(place: Place) {
  const database = await place.database()
  const { sql } = database
  const stub = await place.stub()
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
    (await sql`select from howdah_internal.jobs where lane = 'stub/m/bulk' limit 1`).length === 0
  await until('the limited lane is drained', isDone, 600)
  const seconds = (Date.now() - began) / 1000
  isDrained = true
  const waits = await busy
  const [row] = await sql<{ attempts: number }[]>`
      select max(attempt)::int as attempts from howdah_internal.jobs_done where lane = 'stub/m/bulk'`
  await worker.stop()
  return { seconds, quiet, waits, attempts: row!.attempts, refused: limit.refused() }
}

/** A rate limit of the provider costs little more than the time that it asks for. */
export const bench: Bench = {
  about: `a provider that takes ${perMinute} requests a minute, ${requests} requests, another lane beside it`,
  async run(place) {
    const { seconds, quiet, waits, attempts, refused } = await measure(place)
    // Whole minutes must pass for all requests but those of the last one.
    const least = Math.floor((requests - 1) / perMinute) * 60
    place.log(`${Math.round(seconds)} s of at least ${least} s, ${refused} requests refused`)
    return [
      ratio('time to drain, of the least the limit allows', seconds / least, { atMost: 1.1 }),
      ratio('most attempts counted', attempts, { atMost: 0 }),
      ms('wait in the other lane, p95, without the limited one', percentile(quiet, 0.95)),
      ms('wait in the other lane, p95, beside it', percentile(waits, 0.95)),
    ]
  },
}
