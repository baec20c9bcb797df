import { setTimeout as sleep } from 'node:timers/promises'
import { vectorBytes, type Proxy } from './proxy.ts'
import { heldCall, untilRows, workerSessions, type World, type Fault } from './world.ts'

/** A call whose answer comes while or after `spoil` does its work. */
async function aroundAnswer(world: World, spoil: (world: World) => Promise<void> | void) {
  const isBefore = world.random.chance(0.5)
  const { release } = await heldCall(world)
  if (isBefore) await spoil(world)
  release()
  if (!isBefore) await spoil(world)
}

const terminate = (sessions: string) =>
  `select pg_terminate_backend(pid) from pg_stat_activity where ${sessions}`

/** Does something to every proxy of a world. */
const onProxies = ({ workers }: World, work: (proxy: Proxy) => void) =>
  workers.forEach(({ proxy }) => work(proxy))

/** The worker's own deadline on a query is 30 s; until then nobody tells it. */
const queryDeadline = 35

/** Faults between the workers and the database. */
export const connections: Fault[] = [
  {
    name: 'pg_terminate_backend of every session of the workers',
    run: (world) =>
      aroundAnswer(world, async ({ sql }) => {
        await sql.unsafe(terminate(workerSessions))
      }),
  },
  {
    name: 'LISTEN lost',
    needs: 'listen',
    async run(world) {
      const listening = `${workerSessions} and query ilike 'listen%'`
      const count = world.workers.length
      const all = `(select count(*) from pg_stat_activity where ${listening}) = ${count}`
      await untilRows(world, 'every worker listens', all)
      await world.sql.unsafe(terminate(listening))
      await world.feed()
      await untilRows(world, 'every worker listens again', all)
    },
  },
  {
    name: 'connections cut, new ones refused for a while',
    async run(world) {
      const ms = world.random.int(50, 900)
      await aroundAnswer(world, async () => {
        onProxies(world, (proxy) => proxy.set('cut'))
        // The length of the outage is the fault itself.
        await sleep(ms)
        onProxies(world, (proxy) => proxy.set('pass'))
      })
    },
  },
  {
    name: 'connections reset',
    run: (world) => aroundAnswer(world, () => onProxies(world, (proxy) => proxy.reset())),
  },
  {
    name: 'one way: committed, the acknowledgement lost, then a reset',
    async run(world) {
      const { worker, release } = await heldCall(world)
      const { proxy } = worker
      const [before] = await world.sql`select count(*)::int as n from howdah.llm_usage`
      // The driver asks for the types first: only what follows makes the commit.
      proxy.setAt(vectorBytes, 'oneway')
      release()
      await untilRows(
        world,
        'the commit that nobody hears of',
        `(select count(*) from howdah.llm_usage) > ${before!.n}`,
      )
      proxy.set('pass')
      proxy.reset()
    },
  },
  {
    name: 'half-open: connections silent for good, new ones pass; another worker is there',
    async run(world) {
      if (world.workers.length < 2) await world.addWorker()
      const { worker, release } = await heldCall(world)
      world.losses += 1
      world.patience += queryDeadline
      worker.proxy.freeze()
      release()
    },
  },
  {
    name: 'half-open: the only worker comes back by itself',
    async run(world) {
      for (const worker of world.workers.slice(1)) await world.kill(worker)
      const { release } = await heldCall(world)
      world.losses += 1
      world.patience += 2 * queryDeadline
      onProxies(world, (proxy) => proxy.freeze())
      release()
    },
  },
  {
    name: 'every byte delayed',
    async run(world) {
      onProxies(world, (proxy) => proxy.delay(world.random.int(5, 60)))
      world.patience += 10
      await world.feed()
      await world.ask()
    },
  },
  {
    name: 'a reply cut off after a few bytes',
    run: (world) =>
      aroundAnswer(world, () =>
        onProxies(world, (proxy) => proxy.trickle(world.random.int(1, 60))),
      ),
  },
]
