import postgres from 'postgres'
import { lostConnection, withDeadline, type Database } from './database.ts'
import { isConnectionCode } from './retry.ts'

/** Connections that are replaced when one of them has gone silent or broken. */
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
 * Wraps the driver's pool, which is not safe when connections break: it waits for ever on a half-open
 * one and hands it out again, and a statement that is written between a socket's error and its end is
 * resolved, with nothing, by whoever connects next. So nothing executed is an error, and after each
 * such error all statements go to new connections while the old ones are closed.
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
        const result = await withDeadline(running, ms)
        // The command is null where nothing has been executed.
        if ((result as { command?: unknown }).command === null) throw lostConnection()
        return result
      } catch (error) {
        const { code } = error as { code?: unknown }
        if (code === 'HOWDAH_DEADLINE' && late) running.then(late, () => undefined)
        // Read-only: another server may be the one to write to by now, or this one has been told so since.
        if (isConnectionCode(code) || code === '25006') replace(used)
        throw error
      }
    },
    async end() {
      if (current !== first) await current.end({ timeout: graceSeconds })
    },
  }
}
