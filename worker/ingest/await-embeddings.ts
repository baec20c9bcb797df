import { setTimeout as sleep } from 'node:timers/promises'
import { textArray, withDeadline, type Database } from '../database.ts'
import type { IngestOptions } from './options.ts'
import { createProgress } from './progress.ts'

type Progress = {
  chunk_count: number
  embedded_count: number
  queued_count: number
  dead_count: number
  reason: string | null
  is_refused: boolean
  waiting_for: string | null
}

/** Milliseconds without a new vector until it is said why. */
const patience = 4000

/**
 * Waits until every chunk of the documents of these files and folders has its vector or is given up. Returns false when
 * the provider refuses or chunks are dead; without a worker it says so and returns true: nothing is lost.
 */
export async function awaitEmbeddings(
  sql: Database,
  options: IngestOptions,
  places: string[],
): Promise<boolean> {
  const progress = createProgress({ label: 'chunks embedded' })
  let moved = { at: Date.now(), count: -1 }
  let isSaid = false
  try {
    for (;;) {
      const askedAt = Date.now()
      const [now] = await withDeadline(
        sql<Progress[]>`select * from howdah.embedding_progress(
          collection => ${options.collection}, paths => ${textArray(places)}::text[])`,
      )
      const { chunk_count, embedded_count, queued_count, dead_count } = now!
      progress.update(embedded_count, chunk_count)
      if (queued_count === 0) {
        progress.end()
        options.say(`${embedded_count} of ${chunk_count} chunks embedded`)
        if (dead_count > 0)
          options.complain(`${dead_count} chunks were given up: see howdah.dead_jobs`)
        return dead_count === 0
      }
      if (embedded_count !== moved.count) {
        moved = { at: Date.now(), count: embedded_count }
        isSaid = false
      }
      const isStill = Date.now() - moved.at > patience
      if (now!.is_refused || (now!.reason && isStill)) {
        progress.end()
        options.complain(`${queued_count} chunks wait: ${now!.reason ?? 'the provider refuses'}`)
        return !now!.is_refused
      }
      if (isStill && !isSaid) {
        isSaid = true
        progress.end()
        options.complain(`${queued_count} chunks wait: ${now!.waiting_for}`)
      }
      // A large collection takes a while to count: ask it the less often.
      await sleep(Math.max(200, 3 * (Date.now() - askedAt)))
    }
  } finally {
    progress.end()
  }
}
