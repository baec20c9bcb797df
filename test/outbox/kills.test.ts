import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startNode, until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { startReceiver, type Receiver } from './receiver.ts'

const program = fileURLToPath(new URL('../faults/worker-process.ts', import.meta.url))
const runs = Number(process.env['HOWDAH_RUNS'] ?? 3)
const subjects = ['one', 'two', 'three', 'four']
const random = createRandom(newSeed('outbox kills'))

let database: TestDatabase
let receiver: Receiver
/** As the writers know it when their commit has returned; rolled back is everything else. */
let committed: Set<number>
let workers: ReturnType<typeof startWorker>[] = []

beforeAll(async () => {
  database = await createDatabase()
  await database.sql`select howdah.set_setting('retry_base_seconds', '0.00001')`
  await database.sql`create table public.subjects (name text primary key)`
  await database.sql`insert into public.subjects select unnest(${subjects}::text[])`
  // Requests fail before they are taken, while nobody answers, and after they have been taken.
  receiver = await startReceiver((response) => {
    const way = random.weighted({
      taken: 60,
      failing: 15,
      busy: 5,
      broken: 8,
      silent: 2,
      unheard: 10,
    })
    if (way === 'silent') return false
    if (way === 'broken' || way === 'unheard') response.socket?.destroy()
    else response.writeHead({ taken: 204, failing: 503, busy: 429 }[way]).end()
    return way === 'taken' || way === 'unheard'
  })
  workers = [startWorker(), startWorker()]
}, 120_000)
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()))
  await receiver.stop()
  await database.drop()
})

/** A worker in a process of its own, which nobody waits for. */
function startWorker() {
  const { child, printed } = startNode(['--import', import.meta.resolve('tsx'), program], {
    DATABASE_URL: database.url,
    HOWDAH_WEBHOOK_URL: receiver.url,
    HOWDAH_CONCURRENCY: '1',
    TEST_LEASE_SECONDS: '4',
  })
  const ended = once(child, 'close')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { kill, printed }
}

/** One connection's transactions: each locks its subjects, writes an event of each, and may be rolled back. */
async function write(run: number, writer: number, chance: Random): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    const numbers = Array.from({ length: chance.int(1, 3) }, (_, n) => writer * 100 + turn * 10 + n)
    const isKept = chance.chance(0.7)
    const chosen = numbers.map(() => chance.pick(subjects)).sort()
    await database.sql
      .begin(async (sql) => {
        await sql`select from public.subjects where name in ${sql(chosen)} order by name for update`
        for (const [n, subject] of chosen.entries()) {
          const payload = sql.json({ run, n: numbers[n]! })
          await sql`select howdah_internal.add_event('incident', ${`run ${run} ${subject}`}, ${payload})`
        }
        if (!isKept) throw new Error('rolled back')
      })
      .then(
        () => numbers.forEach((n) => committed.add(n)),
        (error: unknown) => {
          if (isKept) throw error
        },
      )
  }
}

const delivered = async () => {
  const [row] = await database.sql<{ count: number; waiting: number }[]>`
    select count(*)::int, count(*) filter (where delivered_at is null)::int as waiting from howdah.outbox`
  return row!
}

/** When so many events have come in this run, or all. */
const when = (count: number) =>
  until(`${count} events have come`, async () => receiver.got.length >= count, 300)

it(
  `every committed event arrives with one id and in order, ${runs} runs with kill -9 and restarts`,
  async () => {
    for (let run = 1; run <= runs; run += 1) {
      committed = new Set()
      receiver.got.length = 0
      await database.sql`truncate howdah.outbox`
      const chance = createRandom(random.int(0, 2 ** 31 - 1))
      const kill = async () => {
        await when(chance.int(0, 5))
        const index = chance.int(0, workers.length - 1)
        await workers[index]!.kill()
        workers[index] = startWorker()
      }
      const restart = async () => {
        await when(chance.int(0, 5))
        await receiver.stop()
        await database.sql`select pg_sleep(${chance.int(0, 300) / 1000})`
        await receiver.start()
      }
      await Promise.all([
        ...[1, 2, 3].map((writer) => write(run, writer, createRandom(chance.int(0, 2 ** 31 - 1)))),
        ...(chance.chance(0.5) ? [kill()] : [kill().then(kill)]),
        restart(),
      ])
      await until('all are delivered', async () => (await delivered()).waiting === 0, 300).catch(
        async (error: unknown) => {
          console.log(
            await database.sql`
          select subject, seq, attempts, refusals, next_attempt_at - clock_timestamp() as wait, last_error
            from howdah.outbox where delivered_at is null order by seq`,
          )
          console.log(
            await database.sql`select *, clock_timestamp() as now from howdah_internal.outbox_receiver`,
          )
          for (const { printed } of workers) console.log(printed())
          throw error
        },
      )
      expect((await delivered()).count).toBe(committed.size)

      const ids = new Map<number, Set<string>>()
      for (const { id, event } of receiver.got) {
        expect(event.data['run'], `run ${run}`).toBe(run)
        const n = event.data['n'] as number
        ids.set(n, (ids.get(n) ?? new Set()).add(id))
      }
      expect([...ids.keys()].sort(), `what came in run ${run}`).toEqual([...committed].sort())
      expect([...ids.values()].filter(({ size }) => size !== 1)).toEqual([])
      expect(new Set([...ids.values()].flatMap((some) => [...some])).size).toBe(committed.size)
      for (const subject of subjects) {
        const name = `run ${run} ${subject}`
        const first = new Set(
          receiver.got.filter(({ event }) => event.subject === name).map(({ id }) => id),
        )
        const rows = await database.sql<{ id: string }[]>`
        select id from howdah.outbox where subject = ${name} order by seq`
        expect([...first], `${name} in order`).toEqual(rows.map(({ id }) => id))
      }
      if (run % 10 === 0) console.log(`${run} runs`)
    }
  },
  120_000 + runs * 400_000,
)
