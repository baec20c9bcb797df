import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/command.ts'

// Whoever records a call and asks for the next in one transaction takes the locks in everybody's order.
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
  const { sql } = database
  await sql`select howdah.set_budget('tenant', 1000)`
  await sql`select howdah.set_rate_limit('tenant', 1000, 'requests', 'minute')`
  await sql`select howdah.set_price('maker', 'm', '2020-01-01', '[{"input": 100, "output": 100}]')`
  await sql`select howdah.act_as(u), * from unnest(array['u1', 'u2']) as u, howdah.admit('local/local-chat', 10, 10)`
})
afterAll(() => database.drop())

test('two that share a budget and a rate limit meet no deadlock', async () => {
  const [one, two] = [connect(database.url, { max: 1 }), connect(database.url, { max: 1 })]
  const admit = (sql: typeof one, user: string) =>
    sql`select * from howdah.act_as(${user}) as me, howdah.admit('local/local-chat', 10, 10)`
  let second: Promise<unknown> | undefined
  await one.begin(async (tx) => {
    await tx`select howdah.act_as('u1')`
    await tx`select howdah.record_usage('maker/m', '{"prompt_tokens": 9, "completion_tokens": 1}')`
    second = two.begin((other) => admit(other as unknown as typeof one, 'u2'))
    await until('the other waits', async () => {
      const rows = await database.sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return rows.length > 0
    })
    const [row] = await admit(tx as unknown as typeof one, 'u1')
    expect(row).toMatchObject({ admitted: true })
  })
  expect(await second).toMatchObject([{ admitted: true }])
  await Promise.all([one.end(), two.end()])
})
