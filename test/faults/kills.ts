import { until } from '../support/command.ts'
import type { Fault } from './fault.ts'
import { vectorBytes } from './proxy.ts'
import { slots } from './workers.ts'
import { untilRows, type World } from './world.ts'

/** Brings one call of either kind and holds its answer back. */
async function heldCall(world: World, kind: 'embedding' | 'chat') {
  const held = world.provider.hold(kind)
  await (kind === 'chat' ? world.ask() : world.feed())
  const call = await held.arrived()
  return { call, worker: world.workerOf(call), release: held.release }
}

const killMidCall: Fault = {
  name: 'kill -9 in the middle of a call',
  async run(world) {
    const { worker, release } = await heldCall(world, world.random.pick(['embedding', 'chat']))
    await world.kill(worker)
    release()
    await world.addWorker()
  },
}

const killBeforeCommit: Fault = {
  name: 'kill -9 between answer and commit',
  async run(world) {
    const { call, worker, release } = await heldCall(world, 'embedding')
    worker.proxy.setAt(vectorBytes, 'stall')
    release()
    await until('the vectors are sent', async () => worker.proxy.swallowed() >= vectorBytes, 40)
    if (!call.isAnswered) world.problems.push('the vectors came before the answer')
    await world.kill(worker)
    await world.addWorker()
  },
}

const freeze: Fault = {
  name: 'SIGSTOP past the lease, then SIGCONT',
  async run(world) {
    const other = world.workers.length < 2 ? world.addWorker() : undefined
    await other
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
      `not exists (select from howdah.jobs where state = 'running' and worker like '%-${worker.pid}-%')`,
    )
    worker.child.kill('SIGCONT')
    release()
  },
}

/** Faults of worker processes. */
export const kills: Fault[] = [killMidCall, killBeforeCommit, freeze]
