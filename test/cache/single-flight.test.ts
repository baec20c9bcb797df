import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { nextStep } from '../support/steps.ts'
import { after } from '../stub/behaviours.ts'
import { answerChat, failWith, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
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
const settled = (status: string) => db.sql`
  select count(*)::int as n from howdah.messages where role = 'assistant' and status = ${status}`
const leftOver = async () => {
  const [left] = await db.sql`
    select (select count(*) from howdah_internal.jobs)::int as jobs,
           (select count(*) from howdah_internal.reservations)::int as held,
           (select count(*) from howdah_internal.llm_cache_flights)::int as flights,
           (select count(*) from howdah_internal.llm_cache_waiters)::int as waiters`
  return left
}
const nothing = { jobs: 0, held: 0, flights: 0, waiters: 0 }
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
    select (select count(*) from howdah_internal.jobs)::int as jobs,
           (select count(*) from howdah_internal.reservations)::int as held,
           (select count(*) from howdah_internal.llm_cache_flights)::int as flights,
           (select count(*) from howdah_internal.llm_cache_waiters)::int as waiters,
           (select count(distinct content) from howdah.messages where role = 'assistant')::int as answers`
  expect(left).toEqual({ jobs: 0, held: 0, flights: 0, waiters: 0, answers: 1 })
}, 60_000)

it('two tenants with equal questions are two calls', async () => {
  const before = chatCalls()
  await Promise.all(['acme', 'beta'].map((tenant) => ask('ann', tenant, 'Who are we?')))
  await untilAnswered(102)
  expect(chatCalls() - before).toBe(2)
}, 30_000)

// The lease is a minute: whoever waited for it would fail these tests by their time.
const failures: [string, Behaviour, { failed: number; calls: number }][] = [
  ['refused', after(300, failWith(400, 'bad', 'no')), { failed: 1, calls: 2 }],
  ['broken', after(300, failWith(500, 'down', 'oops')), { failed: 0, calls: 2 }],
]
for (const [name, behaviour, expected] of failures) {
  it(`when the one call is ${name}, another of those who wait calls at once`, async () => {
    const [before] = await settled('complete')
    const [failedBefore] = await settled('failed')
    const calls = chatCalls()
    stub.next(behaviour)
    await Promise.all(Array.from({ length: 20 }, () => ask('ann', 'acme', `Is it ${name}?`)))
    await untilAnswered((before!['n'] as number) + 20 - expected.failed)
    const [failed] = await settled('failed')
    expect((failed!['n'] as number) - (failedBefore!['n'] as number)).toBe(expected.failed)
    expect(chatCalls() - calls).toBe(expected.calls)
    expect(await leftOver()).toEqual(nothing)
  }, 20_000)
}

it('when the conversation of the one call is deleted, the others are answered at once', async () => {
  const [before] = await settled('complete')
  stub.next(after(600, (request, response) => answerChat(request, response, 'Too late.')))
  await ask('ann', 'acme', 'Is it deleted?')
  await until('the call is under way', async () => {
    const [row] = await db.sql`select count(*)::int as n from howdah_internal.llm_cache_flights`
    return row!.n === 1
  })
  await Promise.all(Array.from({ length: 5 }, () => ask('ann', 'acme', 'Is it deleted?')))
  await until('they wait', async () => {
    const [row] = await db.sql`select count(*)::int as n from howdah_internal.llm_cache_waiters`
    return row!.n === 5
  })
  await db.sql`
    select howdah.delete_conversation(m.conversation_id)
      from howdah.act_as('ann', 'acme') as me, howdah_internal.llm_cache_flights as f
      join howdah_internal.jobs as j on j.id = f.job_id
      join howdah.messages as m on m.id = j.message_id
     where me`
  await untilAnswered((before!['n'] as number) + 5)
  await until('nothing is left', async () => {
    const left = await leftOver()
    return JSON.stringify(left) === JSON.stringify(nothing)
  })
}, 20_000)

it('when its worker gives the one call back, the others need not wait for its lease', async () => {
  await worker.stop()
  await Promise.all(Array.from({ length: 3 }, () => ask('ann', 'acme', 'Is it released?')))
  const lane = '{stub/c/interactive}'
  const claim = async () => {
    const [job] = await db.sql<{ job_id: string; token: string }[]>`
      select job_id, token from howdah.claim_jobs('w', ${lane}::text[])`
    return { job, calls: job && (await nextStep(db.sql, job)) !== null }
  }
  const leader = await claim()
  expect([leader.calls, (await claim()).calls, (await claim()).calls]).toEqual([true, false, false])
  expect((await claim()).job).toBeUndefined()
  await db.sql`select howdah.release_jobs(array[${leader.job!.job_id}]::bigint[], ${leader.job!.token})`
  const again = await Promise.all([claim(), claim(), claim()])
  expect(again.filter((one) => one.job)).toHaveLength(3)
  expect(again.filter((one) => one.calls)).toHaveLength(1)
})
