import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { startTestWorker, useStub, type TestWorker } from '../worker/in-process.ts'

let db: TestDatabase
let stub: Stub
let worker: TestWorker
beforeAll(async () => {
  db = await createDatabase()
  stub = await startStub()
  const env = await useStub(db, stub.url)
  await db.sql`select howdah.set_price('stub', 'c', '2020-01-01', '[{"input": 100, "output": 200}]')`
  worker = await startTestWorker(db.url, env, { concurrency: 8 })
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await db.drop()
})

const ask = (user: string, tenant: string, question: string) => db.sql`
  select howdah.send_message(
    case when howdah.act_as(${user}, ${tenant}) then howdah.start_conversation(collection => null) end, ${question})`
const untilAnswered = (n: number) =>
  until(`${n} answers`, async () => {
    const [row] = await db.sql`
      select count(*)::int as n from howdah.messages where role = 'assistant' and status = 'complete'`
    return row!.n === n
  })
const chatCalls = () => stub.requests.filter((r) => r.path.endsWith('/chat/completions')).length

it('100 equal questions at once are one call, 100 answers and 99 rows that cost nothing', async () => {
  await Promise.all(Array.from({ length: 100 }, () => ask('ann', 'acme', 'How long is a refund?')))
  await untilAnswered(100)
  expect(chatCalls()).toBe(1)
  const [usage] = await db.sql`
    select count(*)::int as rows, count(*) filter (where cached)::int as cached,
           count(*) filter (where cached and cost_cents = 0 and saved_cents > 0)::int as saved,
           bool_and(saved_cents = (select cost_cents from howdah.llm_usage where not cached and kind = 'chat'))
             filter (where cached) as is_all
      from howdah.llm_usage where kind = 'chat'`
  expect(usage).toEqual({ rows: 100, cached: 99, saved: 99, is_all: true })
  const [left] = await db.sql`
    select (select count(*) from howdah.jobs)::int as jobs, (select count(*) from howdah.reservations)::int as held,
           (select count(*) from howdah.llm_cache_flights)::int as flights,
           (select count(*) from howdah.llm_cache_waiters)::int as waiters,
           (select count(distinct content) from howdah.messages where role = 'assistant')::int as answers`
  expect(left).toEqual({ jobs: 0, held: 0, flights: 0, waiters: 0, answers: 1 })
}, 60_000)

it('two tenants with equal questions are two calls', async () => {
  const before = chatCalls()
  await Promise.all(['acme', 'beta'].map((tenant) => ask('ann', tenant, 'Who are we?')))
  await untilAnswered(102)
  expect(chatCalls() - before).toBe(2)
}, 30_000)
