import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What helps after an error of the database: the same statement again soon, again slowly because
 * somebody has to put something right first, or nothing.
 */
export type Remedy = 'soon' | 'slowly' | 'never'

/** Codes of the driver, of sockets and of our own that say nothing about the statement. */
const connectionCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'HOWDAH_DEADLINE',
  'HOWDAH_ADDRESS',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
])

/** Whether a code is of the connection and not of a statement. */
export const isConnectionCode = (code: unknown): boolean =>
  typeof code === 'string' && connectionCodes.has(code)

/**
 * SQLSTATEs that pass by themselves: connection (08), full disk, memory or connections (53), deadlock
 * and serialisation (40), lock (55P03), cancelled (57014), shutdown and start (57P01 to 57P05), a
 * read-only server while another one takes over (25006).
 */
const passing = /^(08...|53...|40001|40P01|55P03|57014|57P0[1-5]|25006)$/

/** Password, role, database, right, schema, table, function, version: somebody must act. */
const broken = /^(28P01|28000|3D000|42501|3F000|42P01|42883|PT409)$/

/** Says what helps after an error; anything that is not an error of the database helps nobody. */
export function remedyFor(error: unknown): Remedy {
  const { code } = (error ?? {}) as { code?: unknown }
  if (typeof code !== 'string') return 'never'
  if (isConnectionCode(code) || passing.test(code)) return 'soon'
  return broken.test(code) ? 'slowly' : 'never'
}

/** Longest pause between two tries, in milliseconds; and the one while somebody must act. */
const longest = 10_000
export const slowPause = 30_000

/** Milliseconds before the next try: random, doubling from 100, at most 10 s. */
export function backoff(attempt: number, random = Math.random): number {
  return (0.5 + random() / 2) * Math.min(longest, 100 * 2 ** Math.min(attempt, 20))
}

/** Milliseconds before the next look at a database that has been away that long: about as long again. */
export function outagePause(awayMs: number, random = Math.random): number {
  return (0.5 + random() / 2) * Math.min(longest, Math.max(100, awayMs))
}

/** How long to go on, in milliseconds, and after which errors; `signal` ends it sooner. */
export type Patience = {
  forMs: number
  signal?: AbortSignal
  helps?: (error: unknown) => boolean
}

/** Runs a statement that may be repeated, until it succeeds; gives up with the last error. */
export async function withRetries<T>(run: () => Promise<T>, patience: Patience): Promise<T> {
  const { forMs, signal, helps = (error: unknown) => remedyFor(error) === 'soon' } = patience
  const end = performance.now() + forMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      const pause = Math.min(backoff(attempt), end - performance.now())
      if (!helps(error) || pause <= 0 || signal?.aborted) throw error
      // An aborted pause ends in one last try.
      await sleep(pause, undefined, signal ? { signal } : {}).catch(() => undefined)
    }
  }
}
