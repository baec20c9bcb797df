import { until } from '../support/command.ts'
import type { CrashServer } from './cluster.ts'
import type { Call } from './provider.ts'
import { vectorBytes } from './proxy.ts'
import { slots } from './workers.ts'
import { heldCall, onServer, untilRows, workerSessions, type Fault } from './world.ts'

const textsOf = ({ body }: Call) => (JSON.parse(body) as { input: string[] }).input.length

/** Faults of worker processes. */
export const kills: Fault[] = [
  {
    name: 'kill -9 in the middle of a call',
    async run(world) {
      const { worker, release } = await heldCall(world, world.random.pick(['embedding', 'chat']))
      await world.kill(worker)
      release()
      await world.addWorker()
    },
  },
  {
    name: 'kill -9 between answer and commit',
    async run(world) {
      let held = await heldCall(world, 'embedding', 6)
      // One vector alone, as of a question, is too short to be told from other statements.
      while (textsOf(held.call) < 3) {
        held.release()
        held = await heldCall(world, 'embedding', 6)
      }
      const { call, worker, release } = held
      worker.proxy.setAt(vectorBytes, 'stall')
      release()
      await until('the vectors are sent', async () => worker.proxy.swallowed() >= vectorBytes, 40)
      if (!call.isAnswered) world.problems.push('the vectors came before the answer')
      await world.kill(worker)
      await world.addWorker()
    },
  },
  {
    name: 'SIGSTOP past the lease, then SIGCONT',
    async run(world) {
      if (world.workers.length < 2) await world.addWorker()
      const { worker, release } = await heldCall(world, world.random.pick(['embedding', 'chat']))
      const isEarly = world.random.chance(0.5)
      worker.child.kill('SIGSTOP')
      world.losses += 1
      // The call is stopped when the worker hears of its loss before it hears the answer.
      world.unheard += slots
      if (isEarly) release()
      await untilRows(
        world,
        'somebody else has taken the work of the frozen worker',
        `not exists (select from howdah_internal.jobs where state = 'running' and worker like '%-${worker.pid}-%')`,
      )
      worker.child.kill('SIGCONT')
      release()
    },
  },
]

/** A crash of the server; only for worlds that live on one of our own. */
export const crash: Fault = {
  name: 'the server stops at once, as with pg_ctl -m immediate, or loses a backend to kill -9',
  needs: 'restart',
  async run(world) {
    const server = world.server as CrashServer
    const { release } = await heldCall(world)
    const isBefore = world.random.chance(0.5)
    if (!isBefore) release()
    const [row] = await world.sql.unsafe(
      `select pid from pg_stat_activity where ${workerSessions} limit 1`,
    )
    const pid = Number(row!.pid)
    const isWhole = world.random.chance(0.5)
    // The driver throws outside of any promise when its connections break while it writes.
    await world.withoutSessions(async () => {
      if (isWhole) return server.restart()
      process.kill(pid, 'SIGKILL')
      await until('the server has started anew', async () => {
        const there = () =>
          onServer(server, (sql) => sql`select from pg_stat_activity where pid = ${pid}`)
        return (await there()).length === 0
      })
    })
    // A restart may outlast the lease.
    world.losses += 1
    world.unheard += isBefore ? slots * world.workers.length : 0
    world.patience += 15
    release()
  },
}
