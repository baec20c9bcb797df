import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

const seed = newSeed('corrections')
const seconds = 6
const start = Date.UTC(2026, 2, 7, 12)
const minute = 60_000
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: 4 } })
  await database.sql`select howdah_test.set_time(${new Date(start - 4 * 24 * 60 * minute)})`
  await database.sql`
    select howdah.register_model('p', 'm', 'chat'), howdah.set_price('p', 'm', '2026-01-01Z',
             '[{"input": 10000, "output": 20000}]'),
           howdah.set_budget('tenant', 1e9, 'month'), howdah.set_budget('user', 1e9, 'day'),
           howdah.set_budget('model', 1e9, 'total')`
  await database.sql`update howdah_internal.usage_rollups set done_until = ${new Date(start)}`
  await database.sql`select howdah_test.set_time(${new Date(start)})`
})
afterAll(() => database.drop())

type Call = { id: string; at: Date; user: string }

const write = (sql: TestDatabase['sql'], { id, at, user }: Call, usage: object) => sql`
  select howdah_internal.write_usage('default', ${user}, ${id}, 1, ${at}, howdah_internal.find_model('p/m', null),
    ${JSON.stringify(usage)}::text::jsonb, 'answer')`

/** Days whose sums, with what is not rolled up yet, differ from the single calls. */
const differing = (sql: TestDatabase['sql']) => sql`
  with raw as (
    select m.day, sum(m.call_count) as calls, sum(m.failed_count) as failed, sum(m.output_tokens) as tokens,
           sum(m.cost_cents) as cents
      from howdah_internal.usage_measures as m group by 1
  ), parts as (
    select p.day, sum(p.call_count) as calls, sum(p.failed_count) as failed, sum(p.output_tokens) as tokens,
           sum(p.cost_cents) as cents
      from howdah_internal.usage_day_parts as p group by 1
  )
  select * from raw full join parts using (day, calls, failed, tokens, cents)
   where raw.day is null or parts.day is null`

test('reports and budgets are right while estimates are corrected, rolled up and rebuilt', async () => {
  const ends = Date.now() + seconds * 1000
  const open: Call[] = []
  const counts = { crashed: 0, reported: 0, checks: 0 }
  let now = start
  const work = async (number: number) => {
    const random = createRandom(seed + number)
    const sql = connect(database.url, { max: 1 })
    while (Date.now() < ends) {
      if (open.length < 5 || random.chance(0.4)) {
        const call = {
          id: randomUUID(),
          at: new Date(now - random.int(0, 90) * minute),
          user: random.pick(['ann', 'bob']),
        }
        await write(sql, call, {
          ...{ error_code: 'crashed', has_begun: true },
          ...{
            estimated_input_tokens: random.int(0, 900),
            estimated_output_tokens: random.int(0, 99),
          },
        })
        open.push(call)
        counts.crashed += 1
      } else {
        // By two workers at times, and in a transaction that stays open.
        const call = random.pick(open)
        if (random.chance(0.8)) open.splice(open.indexOf(call), 1)
        await sql.begin(async (tx) => {
          await write(tx as unknown as TestDatabase['sql'], call, {
            ...{
              input_tokens: random.int(0, 900),
              output_tokens: random.int(0, 99),
              latency_ms: 9,
            },
          })
          if (random.chance(0.2)) await tx`select pg_sleep(${random.int(1, 60) / 1000})`
        })
        counts.reported += 1
      }
    }
    await sql.end()
  }
  const tend = async (number: number) => {
    const random = createRandom(seed - number)
    const sql = connect(database.url, { max: 1 })
    while (Date.now() < ends) {
      if (number === 1) {
        now += random.int(1, 40) * minute
        await sql`select howdah_test.set_time(${new Date(now)})`
      }
      if (random.chance(0.8)) await sql`select howdah.roll_up_usage()`
      else await sql`select howdah.rebuild_usage('2026-03-01Z', '2026-06-01Z')`
      expect(await differing(sql), `seed ${seed}`).toEqual([])
      expect(await sql`select * from howdah_internal.verify_usage()`, `seed ${seed}`).toEqual([])
      counts.checks += 1
    }
    await sql.end()
  }
  await Promise.all([...[1, 2, 3, 4].map(work), tend(1), tend(2)])
  console.log(counts)
  expect(Math.min(counts.checks, counts.reported / 10)).toBeGreaterThan(3)
  const [row] = await database.sql`
    select (select sum(u.cost_cents) from howdah.llm_usage as u) as usage,
           (select sum(w.spent_cents) from howdah_internal.budget_windows as w
              join howdah.budgets as b on b.id = w.budget_id and b.scope = 'tenant') as tenant,
           (select sum(w.spent_cents) from howdah_internal.budget_windows as w
              join howdah.budgets as b on b.id = w.budget_id and b.scope = 'user') as users,
           (select sum(w.spent_cents) from howdah_internal.budget_windows as w
              join howdah.budgets as b on b.id = w.budget_id and b.scope = 'model') as model`
  for (const scope of ['tenant', 'users', 'model'])
    expect(row![scope], `${scope}, seed ${seed}`).toBe(row!['usage'])
}, 60_000)
