import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

const seed = newSeed('usage race')
const calls = 400
const start = Date.UTC(2026, 2, 7, 12, 30)
const minute = 60_000
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: 9 } })
  await database.sql`select howdah_test.set_time(${new Date(start - 4 * 24 * 60 * minute)})`
  await database.sql`
    select howdah.set_tenant('default', 'Asia/Kathmandu'), howdah.register_model('p', 'm', 'chat'),
           howdah.set_user('ann'), howdah.set_budget('user', 1e9, 'day'), howdah.set_budget('tenant', 1e9, 'month'),
           howdah.set_budget('model', 1e9, 'total')`
  await database.sql`update howdah_internal.usage_rollups set done_until = ${new Date(start - 24 * 60 * minute)}`
  await database.sql`select howdah_test.set_time(${new Date(start)})`
})
afterAll(() => database.drop())

/** Work that begins on all connections at once. */
async function atOnce<T>(count: number, work: (sql: TestDatabase['sql'], n: number) => Promise<T>) {
  const clients = Array.from({ length: count }, () => connect(database.url, { max: 1 }))
  try {
    await Promise.all(clients.map((sql) => sql`select howdah.setting('tenancy')`))
    return await Promise.allSettled(clients.map((sql, n) => work(sql, n)))
  } finally {
    await Promise.all(clients.map((sql) => sql.end()))
  }
}

/** Records a call as a user, in a transaction of its own. */
const record = (
  sql: TestDatabase['sql'],
  call: { user: string; id: string; at: Date; tokens: number },
) => sql<{ cost: string }[]>`
  select howdah.record_usage('p/m', jsonb_build_object('prompt_tokens', ${call.tokens}::int, 'completion_tokens', 1),
           ${call.id}::uuid, started_at => ${call.at}) as cost
    from howdah.act_as(${call.user}) as me where me`

test('a call that is recorded many times at once is billed once', async () => {
  const id = randomUUID()
  await database.sql`select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 0}]')`
  // Each with a time of its own, as from an application that does not keep it.
  const results = await atOnce(16, (sql, n) =>
    record(sql, { user: 'ann', id, at: new Date(start - n), tokens: 7 }),
  )
  const costs = results.map(
    (result) => result.status === 'fulfilled' && Number(result.value[0]!.cost),
  )
  expect(new Set(costs)).toEqual(new Set([7]))
  const [row] = await database.sql`
    select count(*)::int as calls, sum(cost_cents)::float8 as cents,
           (select min(spent_cents)::float8 from howdah_internal.budget_windows where spent_cents > 0) as spent
      from howdah.llm_usage`
  expect({ ...row }).toEqual({ calls: 1, cents: 7, spent: 7 })
})

test('prices of one date never mix, whoever is first', async () => {
  const tiers = ['[{"input": 1}]', '[{"input": 2}, {"from_input_tokens": 10, "input": 3}]']
  const results = await atOnce(
    8,
    (sql, n) =>
      sql`select howdah.set_price('p', 'other', '2026-01-01Z', ${tiers[n % 2]!}::text::jsonb)`,
  )
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(4)
  const [row] = await database.sql`
    select jsonb_agg(input_cents_per_mtok order by id) as prices from howdah.model_prices where model = 'other'`
  expect([[1], [2, 3]]).toContainEqual(row!.prices)
})

test('budgets and roll-ups equal the usage while it is recorded, repriced and rolled up at once', async () => {
  const writers = 4
  let writing = writers
  const write = async (number: number) => {
    const random = createRandom(seed + number)
    for (let n = 0; n < calls / writers; n++) {
      const at = new Date(start - random.int(0, 3 * 24 * 60) * minute)
      const user = random.pick(['ann', 'bob', 'cid'])
      await record(database.sql, { user, id: randomUUID(), at, tokens: random.int(1, 1000) })
    }
    writing -= 1
  }
  const reprice = async (number: number) => {
    const random = createRandom(seed - number)
    const sql = connect(database.url, { max: 1 })
    for (let n = 1; writing > 0; n++) {
      const tiers = `[{"input": ${random.int(1, 9_999_999)}, "output": ${random.int(0, 1_000_000)}}]`
      const from = new Date(Date.UTC(2026, 0, 2) + (2 * n + number) * 1000)
      await sql`select howdah.set_price('p', 'm', ${from}, ${tiers}::text::jsonb)`
      await sql`select * from howdah.reprice_usage(${new Date(start - random.int(1, 80) * 60 * minute)},
        ${new Date(start)})`
    }
    await sql.end()
  }
  const rollUp = async () => {
    const sql = connect(database.url, { max: 1 })
    while (writing > 0) await sql`select howdah.roll_up_usage()`
    await sql.end()
  }
  await Promise.all([
    ...Array.from({ length: writers }, (_, n) => write(n)),
    reprice(0),
    reprice(1),
    rollUp(),
  ])
  const [row] = await database.sql`
    select (select count(*)::int from howdah.llm_usage) as calls,
           (select sum(u.cost_cents) from howdah.llm_usage as u) as usage,
           (select sum(w.spent_cents) from howdah_internal.budget_windows as w
              join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
                and b.scope = 'user') as users,
           (select sum(w.spent_cents) from howdah_internal.budget_windows as w
              join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
                and b.scope = 'tenant') as tenant,
           (select sum(w.spent_cents) from howdah_internal.budget_windows as w
              join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
                and b.scope = 'model') as model,
           (select sum(d.cost_cents) from (select cost_cents from howdah_internal.usage_daily union all
              select cost_cents from howdah_internal.unrolled_usage) as d) as reports,
           (select count(*)::int from howdah.price_corrections) as corrections`
  expect(row!.calls).toBe(calls + 1)
  expect(row!.corrections).toBeGreaterThan(3)
  for (const name of ['users', 'tenant', 'model', 'reports'])
    expect(row![name], name).toBe(row!.usage)
}, 60_000)
