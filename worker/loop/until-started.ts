import { describeError } from '../database.ts'
import type { Log } from '../log.ts'
import { remedyFor, withRetries } from '../retry.ts'
import { tellEvery } from './outage.ts'

/** Waits as long as it takes for a server that cannot be reached or is too busy, and says so; other trouble ends it. */
export async function untilStarted(
  call: () => Promise<unknown>,
  { log, signal }: { log: Log; signal: AbortSignal | undefined },
): Promise<void> {
  let toldAt = -Infinity
  const helps = (error: unknown) => {
    if (remedyFor(error) !== 'soon') return false
    if (performance.now() - toldAt >= tellEvery) {
      toldAt = performance.now()
      log('warn', 'waiting for the database', { error: describeError(error) })
    }
    return true
  }
  await withRetries(call, { forMs: Infinity, helps, ...(signal ? { signal } : {}) })
}
