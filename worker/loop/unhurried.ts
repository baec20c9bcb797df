import type { Database } from '../database.ts'

type Statement<T> = (sql: Database) => Promise<T[]>

/** Longest wait for a lock that somebody else holds, in milliseconds. */
const lockMs = 10_000

/**
 * The statement in a transaction with timeouts of its own: those set for a login are meant for what people ask and
 * would end the housekeeping of a large database again and again. Local to it, since a pooler lends the connection on.
 */
export const unhurried =
  <T>(statement: Statement<T>, ms: number): Statement<T> =>
  (sql) =>
    sql.begin(async (tx) => {
      await tx`select set_config(t.name, case t.name
          when 'statement_timeout' then ${String(ms)}::text when 'lock_timeout' then ${String(lockMs)}::text
          else '0' end, true)
        from pg_catalog.pg_settings as t
       where t.name in ('statement_timeout', 'lock_timeout', 'transaction_timeout',
         'idle_in_transaction_session_timeout')`
      return statement(tx as unknown as Database)
    }) as Promise<T[]>
