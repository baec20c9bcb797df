import type { Database } from '../database.ts'
import { describeError, withDeadline } from '../database.ts'
import type { Log } from '../log.ts'

/** Listens for hints that there is work; without them the worker polls. */
export function listen(sql: Database, wake: () => void, log: Log): { end(): Promise<void> } {
  const begin = async () => {
    if (await isPooled(sql)) {
      const hint = 'set HOWDAH_LISTEN_URL to an address without a pooler to be woken'
      log('info', 'a connection pooler is in between: polling only', { hint })
      return undefined
    }
    return sql.listen('howdah_jobs', wake, wake)
  }
  const listening = begin().catch((error: unknown) => {
    log('warn', 'no LISTEN, polling only', { error: describeError(error) })
    return undefined
  })
  const unlisten = async () => (await listening)?.unlisten()
  // The connection may be half-open; its owner closes it in any case.
  return { end: () => withDeadline(unlisten(), 1000).catch(() => undefined) }
}

/** Whether somebody else speaks for the server: LISTEN would stay in a session that others use. */
async function isPooled(sql: Database): Promise<boolean> {
  const rows = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  return rows.state.pid !== rows[0]!.pid
}
