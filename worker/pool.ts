import postgres from 'postgres'
import { withDeadline, type Database } from './database.ts'

/** Connections that are replaced when one of them has gone silent. */
export type Pool = {
  /**
   * Runs a statement. Rejects with code HOWDAH_DEADLINE after `ms` milliseconds; `late` gets what
   * still comes after that.
   */
  run<T>(
    statement: (sql: Database) => Promise<T>,
    ms: number,
    late?: (result: T) => void,
  ): Promise<T>
  /** Ends the connections that were opened since; those given at first are the caller's. */
  end(): Promise<void>
}

/** Seconds that the other statements of a replaced pool have to finish. */
const graceSeconds = 5

/**
 * Wraps the driver's pool. The driver waits for ever on a half-open connection and hands it out
 * again, so after a missed deadline all statements go to new connections and the old ones are closed.
 */
export function replaceable(first: Database): Pool {
  let current = first
  const replace = (silent: Database) => {
    if (silent !== current) return
    // Parsed options are taken as they are; that is how the driver opens its own for LISTEN.
    current = postgres(first.options as unknown as postgres.Options<Record<string, never>>)
    void silent.end({ timeout: graceSeconds }).catch(() => undefined)
  }
  return {
    async run(statement, ms, late) {
      const used = current
      const running = statement(used)
      try {
        return await withDeadline(running, ms)
      } catch (error) {
        if ((error as { code?: unknown }).code === 'HOWDAH_DEADLINE') {
          if (late) running.then(late, () => undefined)
          replace(used)
        }
        throw error
      }
    },
    async end() {
      if (current !== first) await current.end({ timeout: graceSeconds })
    },
  }
}
