import { describeError } from '../database.ts'
import type { Meter } from '../health/meter.ts'
import type { Log } from '../log.ts'
import { outagePause, remedyFor, slowPause } from '../retry.ts'

/** What a worker knows of the health of its database. */
export type Outage = {
  /** The database has replied. */
  over(): void
  /** It has not; returns how many milliseconds to wait before the next try. */
  failed(what: string, error: unknown): number
  /** Seconds since the last reply, and what the last error said when it came after that. */
  read(): { seconds: number; reason: string | null }
}

/** How often an outage is told again, in milliseconds. */
export const tellEvery = 30_000

/** Watches the database for all slots of a worker: one line when it goes, now and then, and back. */
export function watchDatabase(log: Log, meter: Meter): Outage {
  let since: number | null = null
  let repliedAt = performance.now()
  let toldAt = -Infinity
  let reason: string | null = null
  return {
    over() {
      if (toldAt > repliedAt) log('info', 'the database is back')
      repliedAt = performance.now()
      since = null
      reason = null
      toldAt = -Infinity
    },
    failed(what, error) {
      const { code } = error as { code?: unknown }
      meter.add('databaseErrors', { code: typeof code === 'string' ? code : 'none' })
      reason = describeError(error)
      since ??= performance.now()
      if (performance.now() - toldAt >= tellEvery) {
        toldAt = performance.now()
        log('error', what, { error: reason })
      }
      return remedyFor(error) === 'slowly' ? slowPause : outagePause(performance.now() - since)
    },
    read: () => ({ seconds: (performance.now() - repliedAt) / 1000, reason }),
  }
}
