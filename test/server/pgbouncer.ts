import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../support/command.ts'
import { answers } from './client.ts'
import { freePort, serverUser } from './cluster.ts'

/** A PgBouncer in front of a server. */
export type Pgbouncer = Awaited<ReturnType<typeof startPgbouncer>>

const poolSize = 5

/**
 * Starts PgBouncer before the server of `url`, in transaction mode, with few server connections for
 * many clients: each statement may meet another session. It ends with `stop`, or with our death.
 */
export async function startPgbouncer(program: string, url: string) {
  const user = serverUser()
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'howdah-bouncer-'))
  const file = join(folder, 'pgbouncer.ini')
  const logFile = join(folder, 'log')
  writeFileSync(file, settings(new URL(url), port, folder), { mode: 0o600 })
  if (user) for (const path of [folder, file]) chownSync(path, user.uid, user.gid)
  chmodSync(folder, 0o700)
  // The shell waits for the end of its input, which comes with our end, however that happens.
  const script = '"$1" "$2" >"$3/out" 2>&1 & read -r _; kill $!; wait; rm -rf "$3"'
  const child = spawn('/bin/sh', ['-c', script, 'sh', program, file, folder], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  /** The address of a database behind it. */
  const through = (database: string) => {
    const other = new URL(database)
    other.host = `127.0.0.1:${port}`
    other.password = ''
    return other.href
  }
  const log = () => readFileSync(logFile, 'utf8')
  try {
    const isReady = () => answers(through(url), async (sql) => (await sql`select 1`).length === 1)
    await until('PgBouncer answers', isReady, 10)
  } catch (error) {
    const out = readFileSync(join(folder, 'out'), 'utf8')
    await stop(child)
    throw new Error(`PgBouncer did not start:\n${out}`, { cause: error })
  }
  return { through, poolSize, log, stop: () => stop(child) }
}

function settings(url: URL, port: number, folder: string): string {
  const quoted = (value: string) => `'${decodeURIComponent(value).replaceAll("'", "''")}'`
  const server = [
    `host=${url.hostname}`,
    `port=${url.port || '5432'}`,
    `user=${quoted(url.username || 'postgres')}`,
    ...(url.password ? [`password=${quoted(url.password)}`] : []),
  ]
  return `[databases]
* = ${server.join(' ')}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
; Back at once after the server was away.
server_login_retry = 1
logfile = ${join(folder, 'log')}
pidfile = ${join(folder, 'pid')}
`
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.stdin?.end()
  await gone
}
