import type { Database } from '../database.ts'
import { describeError, withDeadline } from '../database.ts'
import type { Log } from '../log.ts'

const ignore = () => undefined

/** Listens for hints that there is work; without them the worker polls. */
export function listen(
  sql: Database,
  wakers: Record<string, () => void>,
  log: Log,
): { end(): Promise<void> } {
  const begin = async () => {
    if (await isPooled(sql)) {
      const hint = 'set HOWDAH_LISTEN_URL to an address without a pooler to be woken'
      log('info', 'a connection pooler is in between: polling only', { hint })
      return []
    }
    return Promise.all(
      Object.entries(wakers).map(([channel, wake]) => sql.listen(channel, wake, wake)),
    )
  }
  const listening = begin().catch((error: unknown) => {
    log('warn', 'no LISTEN, polling only', { error: describeError(error) })
    return []
  })
  const unlisten = async () => Promise.all((await listening).map((listened) => listened.unlisten()))
  // The connection may be half-open; its owner closes it in any case.
  return { end: () => withDeadline(unlisten(), 1000).then(ignore, ignore) }
}

/** Whether somebody else speaks for the server: LISTEN would stay in a session that others use. */
async function isPooled(sql: Database): Promise<boolean> {
  const rows = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  return rows.state.pid !== rows[0]!.pid
}
