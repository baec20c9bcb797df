import { setTimeout as sleep } from 'node:timers/promises'
import { lostConnection, withDeadline, type Database } from '../database.ts'

/** Milliseconds without a new vector after which the reason is said, and after which nobody waits any more. */
const patience = { say: 5_000, end: 30_000 }

/** Waits for the vectors of a set of judged queries; without them the evaluation is by keyword, which is said. */
export async function awaitVectors(
  sql: Database,
  set: string,
  collection: string,
  complain: (line: string) => void,
): Promise<void> {
  let last = Infinity
  let movedAt = Date.now()
  let said = false
  for (;;) {
    const [row] = await withDeadline(
      sql<{ queued: number }[]>`
        select queued_count::integer as queued from howdah.request_judged_embeddings(${set})`,
    )
    if (row === undefined) throw lostConnection()
    const { queued } = row
    if (queued === 0) return
    if (queued < last) [last, movedAt, said] = [queued, Date.now(), false]
    const waited = Date.now() - movedAt
    if (waited >= patience.say && !said) {
      said = true
      const [now] = await withDeadline(
        sql<
          { reason: string | null }[]
        >`select reason from howdah.embedding_progress(${collection})`,
      )
      complain(
        `${queued} questions wait for their vectors: ${now?.reason ?? 'the provider is slow'}`,
      )
    }
    if (waited >= patience.end) {
      complain(`${queued} questions have no vector: they are searched by keyword`)
      return
    }
    await sleep(200)
  }
}
