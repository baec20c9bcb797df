import { startStub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import type { Bench } from './bench.ts'
import { startWorker } from './worker.ts'

const enqueuers = 16
const seconds = 5
const rounds = 3

/** Jobs a second that all enqueuers together commit, one a transaction. */
async function rate({ sql }: TestDatabase): Promise<number> {
  const began = performance.now()
  const counts = await Promise.all(
    Array.from({ length: enqueuers }, async () => {
      let made = 0
      while (performance.now() - began < seconds * 1000) {
        await sql`select howdah.enqueue('report', '{"n": 1}', 'reports')`
        made += 1
      }
      return made
    }),
  )
  const total = counts.reduce((sum, count) => sum + count, 0)
  await sql`delete from howdah.jobs where lane = 'reports'`
  await sql`vacuum howdah.jobs`
  return (total * 1000) / (performance.now() - began)
}

/** What NOTIFY costs those who enqueue while a worker is busy. */
export const enqueue: Bench = {
  name: 'enqueue',
  about: `${enqueuers} enqueuers beside a busy worker, with NOTIFY and with notify_workers made empty`,
  async run({ database, log }) {
    const [ours, silent] = [await database(), await database()]
    const stub = await startStub()
    try {
      stub.always(() => {})
      await silent.sql.unsafe(`create or replace function howdah.notify_workers(lane text)
        returns void language plpgsql as $$begin end$$`)
      for (const place of [ours, silent]) {
        await place.sql`select howdah.register_model('stub', 'm', 'embedding', 8)`
        await place.sql`select howdah.set_setting('default_embedding_model', 'stub/m')`
      }
      const totals = [0, 0]
      const workers = []
      for (const place of [ours, silent]) {
        const worker = await startWorker(place, {
          HOWDAH_PROVIDER_STUB_URL: stub.url,
          HOWDAH_CONCURRENCY: '1',
        })
        workers.push(worker)
        await place.sql`select howdah.add_document('A text whose call hangs', 'hangs.md')`
        await until('the worker is busy with bulk work', async () => {
          const busy = await place.sql`
            select from howdah.workers where 'bulk' != all (idle_classes)
               and exists (select from howdah.jobs where state = 'running')`
          return busy.length === 1
        })
      }
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, place] of [ours, silent].entries()) {
          const made = await rate(place)
          totals[index]! += made / rounds
        }
      }
      for (const worker of workers) await worker.stop()
      log(`${Math.round(totals[0]!)}/s, ${Math.round(totals[1]!)}/s without NOTIFY`)
      return [
        { what: 'rate, of that without any NOTIFY', value: totals[0]! / totals[1]!, atLeast: 0.85 },
      ]
    } finally {
      await stub.close()
    }
  },
}
