import type { Fault } from './fault.ts'
import { until } from '../support/command.ts'
import { onServer, workerSessions } from './world.ts'
import type { CrashServer } from './cluster.ts'
import { slots } from './workers.ts'

async function isForgotten(server: CrashServer, pid: number): Promise<boolean> {
  let isGone = false
  await onServer(server, async (sql) => {
    isGone = (await sql`select from pg_stat_activity where pid = ${pid}`).length === 0
  })
  return isGone
}

/** A crash of the server; only for worlds that live on one of our own. */
export const crash: Fault = {
  name: 'the server stops at once, as with pg_ctl -m immediate, or loses a backend to kill -9',
  needs: 'restart',
  async run(world) {
    const server = world.server as CrashServer
    const held = world.provider.hold('embedding')
    await world.feed()
    await held.arrived()
    const isBefore = world.random.chance(0.5)
    if (!isBefore) held.release()
    const [row] = await world.sql.unsafe(
      `select pid from pg_stat_activity where ${workerSessions} limit 1`,
    )
    const pid = Number(row!.pid)
    const isWhole = world.random.chance(0.5)
    // The driver throws outside of any promise when its connections break while it writes.
    await world.withoutSessions(async () => {
      if (isWhole) return server.restart()
      process.kill(pid, 'SIGKILL')
      await until('the server has started anew', () => isForgotten(server, pid))
    })
    // A restart may outlast the lease.
    world.losses += 1
    world.unheard += isBefore ? slots * world.workers.length : 0
    world.patience += 15
    held.release()
  },
}
