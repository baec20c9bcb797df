import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

const beatMs = 2_000
const silentMs = 10_000

const read = (work: () => string) => {
  try {
    return work()
  } catch {
    return ''
  }
}

/** Where process numbers mean the same: one boot of one machine, and there one container. */
const world = createHash('sha256')
  .update(read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) || hostname())
  .update(read(() => readlinkSync('/proc/self/ns/pid')))
  .digest('hex')
  .slice(0, 12)

/** When a process started, as the system words it; empty when that cannot be known. */
function startOf(pid: number): string {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The name may hold anything; the start time is the 20th field behind it.
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  const ps = ['-o', 'lstart=', '-p', String(pid)]
  const text = read(() =>
    execFileSync('ps', ps, { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
  )
  return text.replace(/\D/g, '')
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process of a lock file still runs; one of another container counts by its heartbeat. */
function isAlive(folder: string, name: string): boolean {
  const [pid, start, where] = name.split('-')
  if (where === world) return exists(Number(pid)) && startOf(Number(pid)) === start
  try {
    return Date.now() - statSync(join(folder, name)).mtimeMs < silentMs
  } catch {
    return false
  }
}

/**
 * Locks a data folder for this process and returns the release. Two processes on one folder would
 * lose each other's rows. Each process first leaves a file whose name says who it is, then looks at
 * the others: of two that come together at least one sees the other, and the file of a dead process
 * can be removed by anybody since no later process has that name. Throws (code HOWDAH_LOCKED) with
 * the number of the process that holds the folder. `announce` leaves word for
 * `folderHolder`: where its server listens, and whether it is ready.
 */
export function lockFolder(folder: string): {
  release(): void
  announce(url: string, isReady: boolean): void
} {
  const locks = join(folder, 'lock')
  mkdirSync(locks, { recursive: true })
  const refuse = (pid: string) =>
    Object.assign(new Error(`another howdah (process ${pid}) uses the folder ${folder}`), {
      code: 'HOWDAH_LOCKED',
      hint: 'stop it first, or use another folder with HOWDAH_FOLDER',
    })

  const own = `${process.pid}-${startOf(process.pid)}-${world}`
  try {
    writeFileSync(join(locks, own), '', { flag: 'wx' })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? refuse(String(process.pid)) : error
  }
  for (const name of readdirSync(locks).filter((name) => name !== own)) {
    if (isAlive(locks, name)) {
      rmSync(join(locks, own), { force: true })
      throw refuse(name.split('-')[0]!)
    }
    rmSync(join(locks, name), { force: true })
  }
  const beat = setInterval(() => {
    read(() => (utimesSync(join(locks, own), new Date(), new Date()), ''))
  }, beatMs).unref()
  return {
    announce: (url, isReady) =>
      writeFileSync(join(locks, own), `${url}${isReady ? '\nready' : ''}`),
    release() {
      clearInterval(beat)
      rmSync(join(locks, own), { force: true })
    },
  }
}

/**
 * What is known of the server of the process that holds a data folder; null when nobody does. `url` is
 * empty until the server listens.
 */
export function folderHolder(folder: string): { url: string; isReady: boolean } | null {
  const locks = join(folder, 'lock')
  try {
    const name = readdirSync(locks).find((one) => isAlive(locks, one))
    if (!name) return null
    const [url = '', state] = readFileSync(join(locks, name), 'utf8').split('\n')
    return { url, isReady: state === 'ready' }
  } catch {
    // No such folder, or it was given back at this moment.
    return null
  }
}
