import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/command.ts'
import { createRandom, newSeed } from '../support/random.ts'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

const seed = newSeed('credit')
const questions = 50
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: 2 } })
  await database.sql`select howdah.set_tenant('acme'), howdah.register_model('p', 'm', 'chat'),
    howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 100, "output": 1234.5678}]'),
    howdah.set_customer_price(33.3, effective_from => '2026-01-01')`
})
afterAll(() => database.drop())

async function balance() {
  const [row] = await database.sql<{ balance: string; held: string; used: string }[]>`
    select b.balance_cents::text as balance, b.held_cents::text as held, b.used_cents::text as used
      from howdah.act_as('boss', 'acme') as me, lateral howdah.credit_balance() as b where me`
  return { balance: Number(row!.balance), held: Number(row!.held), used: row!.used }
}

it(`${questions} questions at once spend a credit of 10, and no more than it`, async () => {
  const { sql } = database
  await sql`select howdah.grant_credit('acme', 10)`
  const clients = Array.from({ length: 25 }, () => connect(database.url, { max: 1 }))
  const random = createRandom(seed)
  let refused = 0
  let largest = 0
  const ask = async (n: number) => {
    try {
      await clients[n % clients.length]!.begin(async (tx) => {
        await tx`select howdah.act_as(${`user ${n}`}, 'acme')`
        await tx`select howdah.send_message(howdah.start_conversation(collection => null, model => 'p/m'),
          ${`Question ${n}?`})`
      })
    } catch (error) {
      expect(error).toMatchObject({ code: 'PT402' })
      expect(JSON.parse((error as { detail: string }).detail)).toMatchObject({ scope: 'credit' })
      refused++
    }
  }
  /** A claim takes the questions of one user. */
  const answer = async (): Promise<number> => {
    const jobs = await sql<{ job_id: string; token: string }[]>`
      select job_id, token from howdah.claim_jobs('w', '{p/m/interactive}', max_jobs => ${questions})`
    if (jobs.length === 0) return 0
    for (const { job_id, token } of jobs) {
      const [held] = await sql<{ cents: string }[]>`
        select max(h.cents)::text as cents from howdah_internal.reservations as r cross join unnest(r.holds) as h`
      largest = Math.max(largest, Number(held!.cents))
      await sql`select howdah_test.answer(${job_id}, ${token}, 'So.', facts => ${sql.json({
        input_tokens: random.int(10, 100),
        output_tokens: random.int(600, 900),
      })})`
    }
    return jobs.length + (await answer())
  }
  try {
    let round = 0
    do {
      refused = 0
      await Promise.all(Array.from({ length: questions }, (_, n) => ask(n)))
      const there = await balance()
      expect(there.held).toBeGreaterThan(0)
      expect(there.balance - there.held).toBeGreaterThanOrEqual(0)
      expect(await answer()).toBe(questions - refused)
      expect((await balance()).held).toBe(0)
    } while (refused < questions && ++round < 40 && (await balance()).balance > largest)
    expect(refused).toBeGreaterThan(0)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
  const end = await balance()
  expect(end.balance).toBeGreaterThanOrEqual(0)
  const [usage] = await sql<{ cents: string }[]>`
    select sum(round(cost_cents * 1.333, 10))::text as cents from howdah.llm_usage`
  expect(Number(usage!.cents)).toBeCloseTo(10 - end.balance, 9)
  expect(Number(end.used)).toBeCloseTo(Number(usage!.cents), 9)
})

it('credits that are granted at once are one, from the first of them on', async () => {
  const { sql } = database
  const clients = Array.from({ length: 3 }, () => connect(database.url, { max: 1 }))
  const [early, late, other] = clients as [
    (typeof clients)[0],
    (typeof clients)[0],
    (typeof clients)[0],
  ]
  const waiting = (count: number) => () =>
    sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.then(
      (rows) => rows.length >= count,
    )
  await sql`select howdah.set_tenant('many')`
  try {
    const key = await other.reserve()
    await key`begin`
    await key`insert into howdah.credits (tenant_id, amount_cents, is_refund, request_key)
      values ('many', 1, false, 'one')`
    const first = early`select howdah.grant_credit('many', 1, request_key => 'one')`.execute()
    await until('the first one waits', waiting(1))
    const second = late`select howdah.grant_credit('many', 2)`.execute()
    let isDone = false
    void second.then(() => (isDone = true))
    await until('the second one is done or waits', async () => isDone || (await waiting(2)()))
    await key`rollback`
    key.release()
    await Promise.all([first, second])
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
  expect(await sql`select * from howdah.verify() where check_name ~ 'credit'`).toHaveLength(0)
})
