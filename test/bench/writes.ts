import { startStub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { percentile, type Bench } from './bench.ts'
import { startWorker } from './worker.ts'

const documents = 60
const rounds = 5

/** Milliseconds of each change of each document, round after round, with texts never seen before. */
async function change({ sql }: TestDatabase, label: string): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (let n = 0; n < documents; n += 1) {
      const began = performance.now()
      await sql`select howdah.add_document(${`${label} ${round} of ${n}`}, ${`${n}.md`})`
      times.push(performance.now() - began)
    }
  }
  return times
}

/** What an application that changes a document waits for while its embedding call hangs. */
export const writes: Bench = {
  name: 'writes',
  about: 'changing documents while the embedding calls of exactly these documents hang',
  async run({ database }) {
    const place = await database()
    const { sql } = place
    const stub = await startStub()
    try {
      await sql`select howdah.register_model('stub', 'm', 'embedding', 384)`
      await sql`select howdah.set_setting('default_embedding_model', 'stub/m')`
      const worker = await startWorker(place, { HOWDAH_PROVIDER_STUB_URL: stub.url })
      await change(place, 'Warm-up')
      const without = await change(place, 'While calls are answered')
      // All at once, so that one claim has every document.
      await sql`select howdah.pause_lane('stub/m/bulk')`
      await change(place, 'Waiting')
      stub.always(() => {})
      await sql`select howdah.resume_lane('stub/m/bulk')`
      const isHanging = async () => {
        const [row] = await sql<{ held: number }[]>`
          select count(*)::int as held from howdah.jobs where state = 'running'`
        return row!.held >= documents
      }
      await until('a call for every document hangs', isHanging)
      const hanging = await change(place, 'While it hangs')
      worker.child.kill('SIGKILL')
      await worker.finished
      return [
        {
          what: 'median time of a change, of that without a call',
          value: percentile(hanging, 0.5) / percentile(without, 0.5),
          atMost: 1.15,
        },
        {
          what: 'longest change while calls hang',
          value: Math.max(...hanging),
          unit: 'ms',
          atMost: Math.max(50, 2 * Math.max(...without)),
        },
      ]
    } finally {
      await stub.close()
    }
  },
}
