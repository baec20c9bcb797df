import { setTimeout as sleep } from 'node:timers/promises'
import { withDeadline, type Database } from '../database.ts'
import type { IngestOptions } from './options.ts'
import { createProgress } from './progress.ts'

type Progress = {
  chunk_count: number
  embedded_count: number
  queued_count: number
  dead_count: number
  reason: string | null
  is_refused: boolean
}

/**
 * Waits until every chunk of the collection has its vector or is given up. Returns false when the
 * provider refuses or chunks are dead; without a worker it says so and returns true: nothing is lost.
 */
export async function awaitEmbeddings(sql: Database, options: IngestOptions): Promise<boolean> {
  const progress = createProgress({ label: 'chunks embedded' })
  const startedAt = Date.now()
  try {
    for (;;) {
      const [now] = await withDeadline(
        sql<Progress[]>`select * from howdah.embedding_progress(${options.collection})`,
      )
      const { chunk_count, embedded_count, queued_count, dead_count, reason, is_refused } = now!
      progress.update(embedded_count, chunk_count)
      if (queued_count === 0) {
        progress.end()
        options.say(`${embedded_count} of ${chunk_count} chunks embedded`)
        if (dead_count > 0)
          options.complain(`${dead_count} chunks were given up: see howdah.dead_jobs`)
        return dead_count === 0
      }
      if (is_refused || (reason && Date.now() - startedAt > 5000)) {
        progress.end()
        options.complain(`${queued_count} chunks wait: ${reason ?? 'the provider refuses'}`)
        return !is_refused
      }
      await sleep(200)
    }
  } finally {
    progress.end()
  }
}
