import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { ms, percentile, ratio, type Bench } from './bench.ts'
import { useStub } from '../worker/in-process.ts'
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
export const bench: Bench = {
  about: 'changing documents while the embedding calls of exactly these documents hang',
  async run({ database, stub: newStub }) {
    const place = await database()
    const { sql } = place
    const stub = await newStub()
    const worker = await startWorker(place, await useStub(place, stub.url))
    await change(place, 'Warm-up')
    const without = await change(place, 'While calls are answered')
    // All at once, so that one claim has every document.
    await sql`select howdah.pause_lane('stub/m/bulk')`
    await change(place, 'Waiting')
    stub.always(() => {})
    await sql`select howdah.resume_lane('stub/m/bulk')`
    const isHanging = async () => {
      const held = await sql`select from howdah_internal.jobs where state = 'running'`
      return held.length >= documents
    }
    await until('a call for every document hangs', isHanging)
    const hanging = await change(place, 'While it hangs')
    worker.child.kill('SIGKILL')
    await worker.finished
    const median = percentile(hanging, 0.5) / percentile(without, 0.5)
    const longest = Math.max(50, 2 * Math.max(...without))
    return [
      ratio('median time of a change, of that without a call', median, { atMost: 1.15 }),
      ms('longest change while calls hang', Math.max(...hanging), { atMost: longest }),
    ]
  },
}
