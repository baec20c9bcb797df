import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { startCluster } from '../server/cluster.ts'
import { findComplete } from '../server/find.ts'
import type { Guarded } from '../server/guard.ts'
import { makeTemplates } from '../server/templates.ts'
import { until } from '../support/command.ts'
import type { Server } from './world.ts'

/** A server of our own that may be crashed. */
export type CrashServer = Server & {
  /** Stops it as `pg_ctl stop -m immediate` does, and starts it again. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts one with the templates; undefined where no local PostgreSQL is there. */
export async function startCrashServer(): Promise<CrashServer | undefined> {
  const found = findComplete()
  if (!found) return undefined
  // What is committed must survive the process, if not the machine.
  const cluster = await startCluster(found)
  const guards: ChildProcess[] = []
  const { uid, gid } = statSync(cluster.folder)
  const run = 'howdah'
  const stop = async () => {
    for (const guard of guards.splice(0).reverse()) {
      const gone = new Promise((resolve) => guard.once('exit', resolve))
      guard.disconnect()
      await gone
    }
    await cluster.stop()
  }

  const isUp = async () => {
    const sql = postgres(cluster.url, {
      max: 1,
      connect_timeout: 2,
      fetch_types: false,
      onnotice: () => {},
    })
    try {
      await sql`select 1`
      return true
    } catch {
      return false
    } finally {
      await sql.end({ timeout: 1 })
    }
  }

  const restart = async () => {
    const pid = Number(
      readFileSync(join(cluster.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0],
    )
    process.kill(pid, 'SIGQUIT')
    await until('the server has gone', async () => {
      try {
        process.kill(pid, 0)
        return false
      } catch {
        return true
      }
    })
    // The guard as it is, over the folder that is there: initdb only syncs its files.
    const guarded: Guarded = {
      bin: found.bin,
      folder: cluster.folder,
      make: ['initdb', '--sync-only'],
      settings: '',
      ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    }
    guards.push(
      fork(
        fileURLToPath(new URL('../server/guard.ts', import.meta.url)),
        [JSON.stringify(guarded)],
        {
          detached: true,
          execArgv: ['--import', import.meta.resolve('tsx')],
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        },
      ),
    )
    await until('the server is back', isUp)
  }

  try {
    await makeTemplates(cluster.url, run)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: cluster.url, run, restart, stop }
}
