import { mkdirSync, openSync, readFileSync, rmSync, writeSync, closeSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** When a process started, as the system words it; null when there is no such process. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may hold anything; the start time is the 20th field behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    try {
      const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      return text.trim() || null
    } catch {
      return null
    }
  }
}

/**
 * Locks a data folder for this process and returns the release. Two processes on one folder would
 * lose each other's rows. The lock of a process that is gone, or whose number another process has
 * by now, does not count. Throws with the number of the process that holds it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'howdah.lock')
  const own = `${process.pid} ${startOf(process.pid) ?? ''}`
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = openSync(path, 'wx')
      writeSync(file, own)
      closeSync(file)
      return () => rmSync(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const held = readFileSync(path, 'utf8')
    const pid = Number(held.split(' ')[0])
    const start = held.slice(held.indexOf(' ') + 1)
    if (pid > 0 && startOf(pid) !== null && startOf(pid) === start) {
      throw Object.assign(new Error(`another howdah (process ${pid}) uses the folder ${folder}`), {
        code: 'HOWDAH_LOCKED',
        hint: 'stop it first, or use another folder with HOWDAH_FOLDER',
      })
    }
    rmSync(path, { force: true })
  }
  throw new Error(`the lock of the folder ${folder} cannot be taken`)
}
