import type { Fault } from './fault.ts'
import { untilRows, workerSessions } from './world.ts'
import type { CrashServer } from './cluster.ts'
import { slots } from './workers.ts'

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
    if (world.random.chance(0.5)) await server.restart()
    else {
      const [row] = await world.sql.unsafe(
        `select pid from pg_stat_activity where ${workerSessions} limit 1`,
      )
      process.kill(row!.pid as number, 'SIGKILL')
    }
    // A restart may outlast the lease.
    world.losses += 1
    world.unheard += isBefore ? slots * world.workers.length : 0
    world.patience += 15
    await untilRows(world, 'the server answers', 'true')
    held.release()
  },
}
