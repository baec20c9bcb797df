import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newSeed } from '../support/random.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const calls = 1000
const processes = 4
// No round number: every digit of it must come out.
const price = '0.0123456789'
const limit = '12.3456789000'
const seed = newSeed('admission')

type Told = { refused: number; settled: number }
let database: TestDatabase
let children: ChildProcess[] = []
beforeAll(async () => {
  database = await createDatabase({ client: { max: 2 } })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await database.drop()
})

/** As many connections as the server has left for us, at most 200. */
async function connections(): Promise<number> {
  const [row] = await database.sql<{ free: number }[]>`
    select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
           - (select count(*)::int from pg_stat_activity) - 40 as free`
  return Math.min(200, row!.free)
}

function startHolder(count: number, number: number): ChildProcess {
  const path = fileURLToPath(new URL('holder.ts', import.meta.url))
  return fork(path, [database.url, String(count), String(seed + number)], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  })
}

const told = async (child: ChildProcess) => (await once(child, 'message'))[0] as Told

/** What the budget of the tenant says, and what reservations and usage add up to. */
async function sums() {
  const [row] = await database.sql<Record<string, string | number>[]>`
    select w.spent_cents::text as spent, w.reserved_cents::text as reserved,
           (w.spent_cents + w.reserved_cents)::text as taken,
           (select coalesce(sum(u.cost_cents), 0)::numeric(20, 10)::text from howdah.llm_usage as u) as usage,
           (select coalesce(sum(r.amount_cents) filter (where r.status = 'held'), 0)::numeric(20, 10)::text
              from howdah_internal.reservations as r) as held,
           (select count(*)::int from howdah.llm_usage)
             + (select count(*)::int from howdah_internal.reservations) as calls,
           (select sum(v.spent_cents)::text from howdah_internal.budget_windows as v
              join howdah.budgets as c using (tenant_id) where c.id = v.budget_id and c.scope = 'user') as users
      from howdah_internal.budget_windows as w
      join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id and b.scope = 'tenant'`
  return row!
}

const running = async () =>
  (
    await database.sql<
      { reserved: number }[]
    >`select sum(reserved)::int as reserved from howdah_internal.rate_state`
  )[0]!.reserved

it(`admits exactly ${calls} calls to a budget of ${calls}, also when half of the callers are killed`, async () => {
  const { sql } = database
  await sql`select howdah_test.set_time('2026-03-01 12:00Z')`
  await sql`select howdah.register_model('p', 'm', 'chat')`
  await sql`select howdah.set_price('p', 'm', '2026-01-01Z',
    ${sql.json([{ input: 0, output: 0, request: Number(price) }])})`
  await sql`select howdah.set_budget('tenant', ${limit}, 'total'), howdah.set_budget('user', 1000)`
  // Rows of other kinds that everybody locks too.
  await sql`select howdah.set_rate_limit('user', 10000, 'concurrent'), howdah.set_rate_limit('tenant', 1000000000)`
  const total = await connections()
  console.log(`${total} connections of ${processes} processes`)
  children = Array.from({ length: processes }, (_, n) =>
    startHolder(Math.floor(total / processes), n),
  )
  const [first, second, ...doomed] = children as [ChildProcess, ChildProcess, ...ChildProcess[]]
  const ends = [told(first), told(second)]
  await until('half of the calls are admitted', async () => {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n
        from (select from howdah_internal.reservations union all select from howdah.llm_usage) as c`
    return row!.n > calls / 2
  })
  for (const child of doomed) child.kill('SIGKILL')
  const reports = await Promise.all(ends)
  await until('the connections of the killed are gone', async () => {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where datname = current_database()`
    return row!.n <= 2 + 2 * Math.floor(total / processes)
  })
  const full = await sums()
  expect(full).toMatchObject({ calls, taken: limit, usage: full['spent'], held: full['reserved'] })
  expect(reports[0]!.refused + reports[1]!.refused).toBe(2 * Math.floor(total / processes))

  // The living settle, what the dead held comes back when it expires.
  const settled = [told(first), told(second)]
  first.send('settle')
  second.send('settle')
  await Promise.all(settled)
  const left = await sql<{ id: string }[]>`select id from howdah_internal.reservations`
  expect(left.length).toBeGreaterThan(0)
  expect(await running()).toBe(left.length)
  await sql`select howdah_test.set_time('2026-03-01 12:11Z')`
  expect((await sql`select howdah_internal.expire_reservations() as n`)[0]!['n']).toBe(left.length)
  const after = await sums()
  expect(after).toMatchObject({
    calls,
    reserved: '0.0000000000',
    usage: after['spent'],
    users: after['spent'],
  })
  expect(await running()).toBe(0)

  // Some were not dead after all.
  for (const { id } of left)
    await sql`select howdah.settle(${id}, '{"input_tokens": 7, "output_tokens": 3}')`
  expect(await sums()).toMatchObject({
    calls,
    spent: limit,
    usage: limit,
    users: limit,
    reserved: '0.0000000000',
  })
  const [stats] = await sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`
  expect(stats!.deadlocks).toBe(0)
})
