import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { rate, ratio, type Bench } from './bench.ts'
import { startWorker } from './worker.ts'

const enqueuers = 16
const seconds = 5
const rounds = 3

/** Jobs a second that all enqueuers together commit, one a transaction. */
async function enqueueRate({ sql }: TestDatabase): Promise<number> {
  const made = await rate({ clients: enqueuers, seconds }, async () => {
    await sql`select howdah.enqueue('report', '{"n": 1}', 'reports')`
    return 1
  })
  await sql`delete from howdah_internal.jobs where lane = 'reports'`
  await sql`vacuum howdah_internal.jobs`
  return made
}

/** What NOTIFY costs those who enqueue while a worker is busy. */
export const bench: Bench = {
  about: `${enqueuers} enqueuers beside a busy worker, with NOTIFY and with notify_workers made empty`,
  async run({ database, stub: newStub, log }) {
    const [ours, silent] = [await database(), await database()]
    const stub = await newStub()
    stub.always(() => {})
    await silent.sql.unsafe(`create or replace function howdah_internal.notify_workers(lane text)
        returns void language plpgsql as $$begin end$$`)
    for (const place of [ours, silent]) {
      await place.sql`select howdah.register_model('stub', 'm', 'embedding', 8)`
      await place.sql`select howdah.set_setting('default_embedding_model', 'stub/m')`
    }
    const totals = [0, 0]
    const workers = []
    for (const place of [ours, silent]) {
      const env = { HOWDAH_PROVIDER_STUB_URL: stub.url, HOWDAH_CONCURRENCY: '1' }
      workers.push(await startWorker(place, env))
      await place.sql`select howdah.add_document('A text whose call hangs', 'hangs.md')`
      await until('the worker is busy with bulk work', async () => {
        const busy = await place.sql`
            select from howdah_internal.workers where 'bulk' != all (idle_classes)
               and exists (select from howdah_internal.jobs where state = 'running')`
        return busy.length === 1
      })
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, place] of [ours, silent].entries()) {
        totals[index]! += (await enqueueRate(place)) / rounds
      }
    }
    for (const worker of workers) await worker.stop()
    log(`${Math.round(totals[0]!)}/s, ${Math.round(totals[1]!)}/s without NOTIFY`)
    return [ratio('rate, of that without any NOTIFY', totals[0]! / totals[1]!, { atLeast: 0.85 })]
  },
}
