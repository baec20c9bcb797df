import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import type { Found } from './find.ts'
import type { Guarded } from './guard.ts'

/** A running throw-away server. `stop` ends it and removes its folder; so does our own death. */
export type Cluster = { url: string; port: number; folder: string; stop: () => Promise<void> }

/** The one database where pg_cron runs. */
export const cronDatabase = 'howdah_cron'

const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

const base: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  fsync: 'off',
  full_page_writes: 'off',
  shared_preload_libraries: 'pg_cron',
  'cron.database_name': cronDatabase,
  max_wal_size: '2GB',
  timezone: 'UTC',
}

/** Makes and starts a server in a temporary folder: loopback, free port, trust. Seconds, not minutes. */
export async function startCluster(
  found: Found,
  settings: Record<string, string> = {},
): Promise<Cluster> {
  const initdb = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', `--locale=${locale}`, '--no-sync']
  const cluster = await start(found, ['initdb', ...initdb], settings)
  const sql = postgres(cluster.url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql`select current_setting('shared_preload_libraries') as names`
    if (row?.['names'] === 'pg_cron') await sql.unsafe(`create database ${cronDatabase}`)
  } finally {
    await sql.end()
  }
  return cluster
}

/** A physical copy of a server, which follows it and takes no writes. */
export function startStandby(found: Found, primary: Cluster): Promise<Cluster> {
  const args = ['-R', '-X', 'stream', '-c', 'fast', '--no-sync', '-d', primary.url]
  return start(found, ['pg_basebackup', ...args], {})
}

async function start(
  found: Found,
  make: Guarded['make'],
  settings: Record<string, string>,
): Promise<Cluster> {
  const user = serverUser()
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'howdah-pg-'))
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const all = { ...base, unix_socket_directories: folder, port: String(port), ...settings }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`)
  const guard = startGuard({ bin: found.bin, folder, make, settings: lines.join(''), ...user })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const stop = () => stopGuard(guard)
  try {
    await untilReady(url, guard, folder)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, port, folder, stop }
}

/** initdb refuses root, so root becomes postgres (or nobody) for the server. */
export function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      continue
    }
  }
  throw new Error('We are root and there is no user postgres to run the server as')
}

function startGuard(guarded: Guarded): ChildProcess {
  const path = fileURLToPath(new URL('guard.ts', import.meta.url))
  return fork(path, [JSON.stringify(guarded)], {
    detached: true,
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

async function stopGuard(guard: ChildProcess): Promise<void> {
  if (guard.exitCode !== null) return
  const gone = new Promise((resolve) => guard.once('exit', resolve))
  if (guard.connected) guard.disconnect()
  await gone
}

async function untilReady(url: string, guard: ChildProcess, folder: string): Promise<void> {
  let isDead = false
  guard.once('message', () => (isDead = true))
  guard.once('exit', () => (isDead = true))
  const sql = postgres(url, { max: 1, idle_timeout: 1, connect_timeout: 2, onnotice: () => {} })
  const deadline = Date.now() + 30_000
  try {
    for (;;) {
      try {
        const [row] =
          await sql`select starts_with(current_setting('data_directory'), ${folder}) as ours`
        if (row?.['ours']) break
        throw new Error('another server took the port')
      } catch (error) {
        if (isDead || Date.now() > deadline) {
          const log = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').slice(-15)
          throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause: error })
        }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  } finally {
    await sql.end()
  }
}

/** A port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
