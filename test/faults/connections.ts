import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { vectorBytes } from './proxy.ts'
import { untilRows, workerSessions, type World } from './world.ts'

/** A call whose answer comes while or after `spoil` does its work. */
async function aroundAnswer(world: World, spoil: (world: World) => Promise<void> | void) {
  const held = world.provider.hold('embedding')
  const isBefore = world.random.chance(0.5)
  await world.feed()
  await held.arrived()
  if (isBefore) await spoil(world)
  held.release()
  if (!isBefore) await spoil(world)
}

const eachProxy = (world: World) => world.workers.map((worker) => worker.proxy)

const terminate: Fault = {
  name: 'pg_terminate_backend of every session of the workers',
  run: (world) =>
    aroundAnswer(world, async ({ sql }) => {
      await sql.unsafe(
        `select pg_terminate_backend(pid) from pg_stat_activity where ${workerSessions}`,
      )
    }),
}

const listenLost: Fault = {
  name: 'LISTEN lost',
  needs: 'listen',
  async run(world) {
    const listening = `${workerSessions} and query ilike 'listen%'`
    const count = world.workers.length
    const all = `(select count(*) from pg_stat_activity where ${listening}) = ${count}`
    await untilRows(world, 'every worker listens', all)
    await world.sql.unsafe(
      `select pg_terminate_backend(pid) from pg_stat_activity where ${listening}`,
    )
    await world.feed()
    await untilRows(world, 'every worker listens again', all)
  },
}

const cut: Fault = {
  name: 'connections cut, new ones refused for a while',
  async run(world) {
    const ms = world.random.int(50, 900)
    await aroundAnswer(world, async () => {
      for (const proxy of eachProxy(world)) proxy.set('cut')
      // The length of the outage is the fault itself.
      await sleep(ms)
      for (const proxy of eachProxy(world)) proxy.set('pass')
    })
  },
}

const reset: Fault = {
  name: 'connections reset',
  run: (world) =>
    aroundAnswer(world, () => {
      for (const proxy of eachProxy(world)) proxy.reset()
    }),
}

const oneWay: Fault = {
  name: 'one way: committed, the acknowledgement lost, then a reset',
  async run(world) {
    const held = world.provider.hold('embedding')
    await world.feed()
    const call = await held.arrived()
    const { proxy } = world.workerOf(call)
    const [before] = await world.sql`select count(*)::int as n from howdah.llm_usage`
    // The driver asks for the types first: only what follows makes the commit.
    proxy.setAt(vectorBytes, 'oneway')
    held.release()
    await untilRows(
      world,
      'the commit that nobody hears of',
      `(select count(*) from howdah.llm_usage) > ${before!.n}`,
    )
    proxy.set('pass')
    proxy.reset()
  },
}

/** The worker's own deadline on a query is 30 s; until then nobody tells it. */
const queryDeadline = 35

const halfOpen: Fault = {
  name: 'half-open: connections silent for good, new ones pass; another worker is there',
  async run(world) {
    if (world.workers.length < 2) await world.addWorker()
    const held = world.provider.hold('embedding')
    await world.feed()
    const call = await held.arrived()
    world.losses += 1
    world.patience += queryDeadline
    world.workerOf(call).proxy.freeze()
    held.release()
  },
}

const halfOpenAlone: Fault = {
  name: 'half-open: the only worker comes back by itself',
  async run(world) {
    for (const worker of world.workers.slice(1)) await world.kill(worker)
    const held = world.provider.hold('embedding')
    await world.feed()
    await held.arrived()
    world.losses += 1
    world.patience += 2 * queryDeadline
    for (const proxy of eachProxy(world)) proxy.freeze()
    held.release()
  },
}

const slow: Fault = {
  name: 'every byte delayed',
  async run(world) {
    for (const proxy of eachProxy(world)) proxy.delay(world.random.int(5, 60))
    world.patience += 10
    await world.feed()
    await world.ask()
  },
}

const trickle: Fault = {
  name: 'a reply cut off after a few bytes',
  run: (world) =>
    aroundAnswer(world, () => {
      for (const proxy of eachProxy(world)) proxy.trickle(world.random.int(1, 60))
    }),
}

/** Faults between the workers and the database. */
export const connections: Fault[] = [
  terminate,
  listenLost,
  cut,
  reset,
  oneWay,
  halfOpen,
  halfOpenAlone,
  slow,
  trickle,
]
