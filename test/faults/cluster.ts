import { startCluster, type Cluster } from '../server/cluster.ts'
import { findComplete, findPgbouncer, pgbouncerAdvice } from '../server/find.ts'
import { startPgbouncer, type Pgbouncer } from '../server/pgbouncer.ts'
import { makeTemplates } from '../server/templates.ts'
import type { Server } from './world.ts'

/** A server of our own that may be crashed. */
export type CrashServer = Server & Pick<Cluster, 'restart' | 'stop'>

/** Starts one with the templates; undefined where no local PostgreSQL is there. */
export async function startCrashServer(): Promise<CrashServer | undefined> {
  const found = findComplete()
  if (!found) return undefined
  const { url, restart, stop } = await startCluster(found)
  const run = 'howdah'
  try {
    await makeTemplates(url, run)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, run, restart, stop }
}

/** Leads the workers of servers through PgBouncers in transaction mode, until `stop`. */
export function bouncing(): { through(server: Server): Promise<Server>; stop(): Promise<void> } {
  const bouncers: Pgbouncer[] = []
  return {
    async through(server) {
      const program = findPgbouncer()
      if (!program) throw new Error(pgbouncerAdvice)
      const bouncer = await startPgbouncer(program, server.url)
      bouncers.push(bouncer)
      return { ...server, through: bouncer.through }
    },
    async stop() {
      for (const bouncer of bouncers) await bouncer.stop()
    },
  }
}
