import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/command.ts'
import { createRandom, newSeed } from '../support/random.ts'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

const seed = newSeed('statements')
const hour = 3_600_000
const tenants = { york: 'America/New_York', berlin: 'Europe/Berlin' }
type Tenant = keyof typeof tenants
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: 3 } })
  const { sql } = database
  await sql`select howdah_test.set_time('2026-02-01 12:00Z')`
  await sql`update howdah_internal.usage_rollups set done_until = '2026-03-01Z'`
  for (const [tenant, zone] of Object.entries(tenants))
    await sql`select howdah.set_tenant(${tenant}, ${zone}, 'free')`
  for (const model of ['m', 'other', 'dear'])
    await sql`select howdah.register_model('p', ${model}, 'chat'),
      howdah.set_price('p', ${model}, '2026-01-01Z', '[{"input": 13.37, "cached_input": 1.7, "output": 77.1}]')`
  // No round numbers: every digit has to come out.
  await sql`select howdah.set_customer_price(17.3, effective_from => '2026-01-01'),
    howdah.set_customer_price(-9.99, model => 'p/other', plan => 'pro', effective_from => '2026-01-01'),
    howdah.set_customer_price(feature => 'own', effective_from => '2026-03-08', tiers => '[
      {"input": 0.333, "cached_input": 0.1, "output": 7.77, "request": 0.0123456789}]')`
})
afterAll(() => database.drop())

const random = createRandom(seed)

/** Records a call of somebody at a time; one of seven has no known price. */
async function call(sql: TestDatabase['sql'], tenant: Tenant, at: Date, by = random) {
  const usage = {
    prompt_tokens: by.int(1000, 99_999),
    completion_tokens: by.int(1, 9999),
    prompt_tokens_details: { cached_tokens: by.int(0, 1000) },
  }
  const model = by.pick(['p/m', 'p/m', 'p/other', 'p/other', 'p/dear', 'p/dear', 'p/unknown'])
  const feature = by.pick(['own', 'titles', null])
  await sql`select howdah.record_usage(${model}, ${sql.json(usage)}, feature => ${feature}, started_at => ${at})
    from howdah.act_as(${by.pick(['ann', 'bob', 'cid'])}, ${tenant}) as me where me`
}

const close = (sql: TestDatabase['sql'], tenant: string, month: string) =>
  sql<{ is_new: boolean; total_cents: string }[]>`
    select is_new, total_cents from howdah.close_statement(${tenant}, ${month})`

/** What the calls of all closed months come to, written down once more, in other words. */
async function expected(tenant: Tenant, dearFrom: string) {
  const [row] = await database.sql<{ cents: string; calls: string; unpriced: string }[]>`
    with calls as (
      select u.*, (u.created_at at time zone t.time_zone)::date as day
        from howdah.llm_usage as u join howdah.tenants as t using (tenant_id)
       where u.tenant_id = ${tenant} and u.created_at at time zone t.time_zone >= '2026-03-01'
         and u.created_at < (select max(ends_at) from howdah.statements where tenant_id = ${tenant})
    ), priced as (
      select case
        when c.model = 'dear' and c.tenant_id = 'york' and c.day >= ${dearFrom} then round(c.cost_cents * 2.5, 10)
        when c.model = 'other' and c.created_at >= '2026-04-10Z' then round(c.cost_cents * 0.9001, 10)
        when c.feature = 'own' and c.day >= '2026-03-08'
          then round(0.0123456789 + ((c.input_tokens - c.cached_input_tokens) * 0.333 + c.cached_input_tokens * 0.1
            + c.output_tokens * 7.77) / 1000000, 10)
        else round(c.cost_cents * 1.173, 10)
      end as cents
      from calls as c
    )
    select sum(p.cents)::text as cents, count(*)::text as calls, (count(*) - count(p.cents))::text as unpriced
      from priced as p`
  return row!
}

async function billed(tenant: Tenant) {
  const [row] = await database.sql<{ cents: string; calls: string; unpriced: string }[]>`
    select sum(amount_cents) filter (where kind != 'refund')::text as cents, sum(calls)::text as calls,
           sum(unpriced_calls)::text as unpriced
      from howdah.statement_lines where tenant_id = ${tenant}`
  return row!
}

it('statements add up to the usage at customer prices, whatever comes late', async () => {
  const { sql } = database
  await sql`select howdah_test.set_time('2026-04-02 12:00Z')`
  const writers = Array.from({ length: 16 }, () => connect(database.url, { max: 1 }))
  const first = Date.UTC(2026, 1, 28)
  let written = 0
  let isClosed = false
  const write = async (client: TestDatabase['sql'], number: number) => {
    const by = createRandom(seed + number)
    // Until both are closed, and some more.
    for (let more = 10; more > 0; more -= Number(isClosed)) {
      await call(
        client,
        by.pick(['york', 'berlin']),
        new Date(first + by.int(0, 33 * 24) * hour),
        by,
      )
      written++
    }
  }
  try {
    const writing = writers.map(write)
    const closers = Array.from({ length: 4 }, () => connect(database.url, { max: 1 }))
    await until('calls are recorded', async () => written > 100)
    const closed = await Promise.all(
      closers.map((client, n) => close(client, n % 2 ? 'york' : 'berlin', '2026-03-01')),
    )
    isClosed = true
    await Promise.all([...writing, ...closers.map((client) => client.end())])
    expect(closed.filter(([row]) => row!.is_new)).toHaveLength(2)
    expect(closed[0]![0]!.total_cents).toBe(closed[2]![0]!.total_cents)
  } finally {
    await Promise.all(writers.map((client) => client.end()))
  }
  expect(Number((await billed('york')).calls)).toBeGreaterThan(10)
  const before = await sql`select * from howdah_internal.statement_lines order by tenant_id, line`

  // A plan from 10 April on, calls in every month until winter, at the hours when clocks change too.
  await sql`select howdah_test.set_time('2026-04-10Z')`
  for (const tenant of ['york', 'berlin'] as const)
    await sql`select howdah.set_tenant(${tenant}, plan => 'pro')`
  const changes = ['2026-03-08T07', '2026-03-29T01', '2026-10-25T01', '2026-11-01T06']
  let dearFrom = '2999-01-01'
  for (let month = 4; month <= 11; month++) {
    const ends = Date.UTC(2026, month, 1)
    await sql`select howdah_test.set_time(${new Date(ends + 36 * hour)})`
    for (const tenant of ['york', 'berlin'] as const) {
      for (let n = 0; n < 8; n++)
        await call(sql, tenant, new Date(ends - random.int(-20, 31 * 24) * hour))
      // Late ones of months that are closed, to the microsecond at their ends.
      for (const at of changes.filter((c) => new Date(`${c}:00Z`).getTime() < ends)) {
        await call(sql, tenant, new Date(`${at}:00:00Z`))
        await call(sql, tenant, new Date(new Date(`${at}:00:00Z`).getTime() - 1))
      }
    }
    if (month === 5) {
      dearFrom = '2026-03-20'
      await sql`select howdah.set_customer_price(
        150, model => 'p/dear', tenant => 'york', effective_from => '2026-03-20')`
      await sql`select howdah.set_price('p', 'unknown', '2026-03-15Z', '[{"input": 1.1, "output": 3.3}]')`
      await sql`select howdah.reprice_usage('2026-03-01Z', '2026-05-01Z')`
    }
    if (month === 6) {
      await sql`select howdah.grant_credit('york', 12.34, 'outage', is_refund => true)`
      await sql`select f.* from howdah.act_as('boss', 'york') as me,
        lateral howdah.forget_user(case when me then 'ann' end, dry_run => false) as f`
    }
    for (const tenant of ['york', 'berlin'] as const) {
      const [[row], [again]] = [
        await close(sql, tenant, `2026-${month}-01`),
        await close(sql, tenant, `2026-${month}-28`),
      ]
      expect(again).toEqual({ ...row, is_new: false })
      expect(await billed(tenant)).toEqual(await expected(tenant, dearFrom))
    }
  }
  const [totals] = await sql<{ york: string; lines: string }[]>`
    select sum(total_cents)::text as york,
           (select sum(amount_cents)::text from howdah.statement_lines where tenant_id = 'york') as lines
      from howdah.statements where tenant_id = 'york'`
  expect(totals!.york).toBe(totals!.lines)
  expect(await sql`select * from howdah.verify() where check_name ~ 'statement'`).toHaveLength(0)
  const after = await sql`
    select * from howdah_internal.statement_lines where month = '2026-03-01' order by tenant_id, line`
  const isForgotten = (line: Record<string, unknown>) =>
    line['tenant_id'] === 'york' && line['user_id'] === 'ann'
  expect(after).toEqual(
    before.map((line) => (isForgotten(line) ? { ...line, user_id: null } : { ...line })),
  )
})

it('closed at once by two who read repeatably, the second is told to try again', async () => {
  const { sql } = database
  await sql`select howdah_test.set_time('2027-02-15Z'), howdah.set_tenant('two')`
  const [first, second] = [connect(database.url, { max: 1 }), connect(database.url, { max: 1 })]
  try {
    const late = second.begin('isolation level repeatable read', async (tx) => {
      await tx`select count(*) from howdah.statements`
      await close(first, 'two', '2027-01-01')
      await close(tx as unknown as typeof first, 'two', '2027-01-01')
    })
    await expect(late).rejects.toMatchObject({ code: '40001' })
  } finally {
    await Promise.all([first.end(), second.end()])
  }
  const [again] = await close(sql, 'two', '2027-01-01')
  expect(again!.is_new).toBe(false)
})
