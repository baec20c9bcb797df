import type { Database } from '../database.ts'

/** Longest wait for a lock that somebody else holds, in milliseconds. */
const lockMs = 10_000

/**
 * The statement with timeouts of its own: those set for a login are meant for what people ask and would end the
 * housekeeping of a large database again and again. Both go at once, which is one transaction: a pooler lends
 * the connection on, and the driver dies when a transaction in several parts loses its connection.
 */
export const unhurried =
  <T>(statement: string, ms: number) =>
  async (sql: Database): Promise<T[]> => {
    const results: unknown = await sql
      .unsafe(
        `select set_config(t.name, case t.name
             when 'statement_timeout' then '${ms}' when 'lock_timeout' then '${lockMs}' else '0' end, true)
           from pg_catalog.pg_settings as t
          where t.name in ('statement_timeout', 'lock_timeout', 'transaction_timeout',
            'idle_in_transaction_session_timeout');
         ${statement}`,
      )
      .simple()
    return (results as T[][]).at(-1) ?? []
  }
