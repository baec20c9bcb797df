import { setTimeout as sleep } from 'node:timers/promises'

/** Codes of the driver and of sockets that say nothing about the statement, only about the connection. */
const connectionCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'HOWDAH_DEADLINE',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
])

/**
 * Whether the same statement may succeed a little later, by SQLSTATE: connection (08), shutdown and
 * start (57P), full disk, memory or connections (53), deadlock and serialisation (40), lock (55P03).
 */
export function isTransient(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  if (typeof code !== 'string') return false
  return connectionCodes.has(code) || /^(08...|57P0.|53...|40001|40P01|55P03)$/.test(code)
}

/**
 * Runs a statement that may be repeated, again and again while its failure is a transient one, with
 * random delays of at most 5 s; gives up after `forMs` milliseconds with the last error.
 */
export async function withRetries<T>(run: () => Promise<T>, forMs = 60_000): Promise<T> {
  const end = Date.now() + forMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (!isTransient(error) || Date.now() > end) throw error
      await sleep(Math.random() * Math.min(5000, 100 * 2 ** attempt))
    }
  }
}
