import { execFile, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from '../support/command.ts'
import { answers, withClient } from './client.ts'
import type { Found } from './find.ts'

/**
 * A running throw-away server. `stop` ends it and removes its folder; so does our own death, unless
 * `keep` has been told a file that names the folder: then it runs on as long as that stands.
 */
export type Cluster = Awaited<ReturnType<typeof start>>

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
export async function startCluster(found: Found, settings: Record<string, string> = {}) {
  const initdb = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', `--locale=${locale}`, '--no-sync']
  const cluster = await start(found, ['initdb', ...initdb], settings)
  await withClient(cluster.url, async (sql) => {
    const [row] = await sql`select current_setting('shared_preload_libraries') as names`
    if (row?.['names'] === 'pg_cron') await sql.unsafe(`create database ${cronDatabase}`)
  })
  return cluster
}

/** A physical copy of a server, which follows it and takes no writes. */
export function startStandby(found: Found, primary: Cluster): Promise<Cluster> {
  const args = ['-R', '-X', 'stream', '-c', 'fast', '--no-sync', '-d', primary.url]
  return start(found, ['pg_basebackup', ...args], {})
}

/*
 * PostgreSQL's parent, in a process group of its own: Ctrl-C does not reach it. The end of its input comes with our
 * end, kill -9 included: then the server stops and its folder goes. A line before that names a file that keeps the
 * server: as long as it names the folder and was touched in the last eight hours.
 */
const guard = `
  bin=$1 folder=$2 as=$3 program=$4
  shift 4
  exec 3>&1 >>"$folder/log" 2>&1
  {
    $as "$bin/$program" -D "$folder/data" "$@" &&
      cat "$folder/settings" >>"$folder/data/postgresql.conf" &&
      $as "$bin/postgres" -D "$folder/data"
    echo ended >&3
  } &
  read -r kept
  while [ "$kept" ] && grep -qF "\"$folder\"" "$kept" && [ "$(find "$kept" -mmin -480)" ]; do
    sleep 1
  done
  trap "" TERM
  # A fast shutdown can wait; nobody needs this data.
  for mode in fast immediate; do $as "$bin/pg_ctl" stop -D "$folder/data" -m "$mode" -t 5 && break; done
  kill -TERM 0
  wait
  rm -rf "$folder"`

type Guard = ReturnType<typeof startGuard>

function startGuard(bin: string, folder: string, make: string[]) {
  const user = serverUser()
  const as = user ? `setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups` : ''
  const child = spawn('/bin/sh', ['-c', guard, 'sh', bin, folder, as, ...make], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const isGone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const hasEnded = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  return {
    hasEnded: Promise.race([isGone, hasEnded]),
    keep: (file: string) =>
      new Promise<void>((resolve) => child.stdin.write(`${file}\n`, () => resolve())),
    stop() {
      child.stdin.end()
      return isGone
    },
  }
}

async function start({ bin }: Found, make: string[], settings: Record<string, string>) {
  const user = serverUser()
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'howdah-pg-'))
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const all = { ...base, unix_socket_directories: folder, port: String(port), ...settings }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`)
  writeFileSync(join(folder, 'settings'), lines.join(''))
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const guards = [startGuard(bin, folder, make)]
  const stop = async () => {
    for (const one of guards.splice(0).reverse()) await one.stop()
  }
  /** Stops it as `pg_ctl stop -m immediate` does, and starts it again. */
  const restart = async () => {
    const args = ['stop', '-D', join(folder, 'data'), '-m', 'immediate']
    await promisify(execFile)(join(bin, 'pg_ctl'), args, { ...user, cwd: folder })
    // Another guard over the folder that is there: initdb only syncs its files.
    guards.push(startGuard(bin, folder, ['initdb', '--sync-only']))
    await untilReady(url, guards.at(-1)!, folder)
  }
  try {
    await untilReady(url, guards[0]!, folder)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, port, folder, stop, restart, keep: guards[0]!.keep }
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

async function untilReady(url: string, { hasEnded }: Guard, folder: string): Promise<void> {
  let isDead = false
  void hasEnded.then(() => (isDead = true))
  const isReady = async () => {
    if (isDead) throw new Error('it has ended')
    return answers(url, async (sql) => {
      // Another server may have taken the port.
      const [row] =
        await sql`select starts_with(current_setting('data_directory'), ${folder}) as ours`
      return row?.['ours'] === true
    })
  }
  try {
    await until('PostgreSQL answers', isReady, 30)
  } catch (error) {
    const log = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').slice(-15)
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause: error })
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
