import { afterAll, beforeAll, expect, it } from 'vitest'
import { hang } from '../../../stub/behaviours.ts'
import { answerWell, failWith, startStub, type Behaviour } from '../../../stub/provider.ts'
import { until } from '../../../support/command.ts'
import { createDatabase, type TestDatabase } from '../../../support/database.ts'
import { startTestWorker, useStub, type TestWorker } from '../../../worker/in-process.ts'

const timeoutMs = 6000
const rounds = 120

let database: TestDatabase
let stub: Awaited<ReturnType<typeof startStub>>
let worker: TestWorker
let asked = 0
beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub()
  const { sql } = database
  const env = await useStub(database, stub.url)
  await sql`select howdah.register_model('stub', 'r', 'chat')`
  await sql`select howdah.set_setting('rewrite_timeout_ms', ${timeoutMs})`
  await sql`select howdah.add_document('The Typhoon weighs three kilograms.', 'typhoon.md')`
  worker = await startTestWorker(database.url, env, { concurrency: 3 })
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await database.drop()
})

/** Asks follow-ups all at once: p95 of how long each took, milliseconds, and how often the rewriter was called. */
async function measure(rewriter: Behaviour) {
  const { sql } = database
  await sql`update howdah.lanes set failure_count = 0, failing_since = null`
  stub.reset()
  stub.always((request, response) =>
    (request.body.model === 'r' ? rewriter : answerWell())(request, response),
  )
  asked += rounds
  const sent = await sql<{ id: string }[]>`
    select howdah.send_message(t.id, format('And how much does it weigh, no. %s?', t.n), parent_message_id =>
             howdah.add_message(t.id, 'assistant', 'Three years.', parent_message_id =>
               howdah.add_message(t.id, 'user', 'What is the warranty of the Typhoon?'))) as id
      from (
        select n, howdah.start_conversation() as id
          from generate_series(${asked - rounds}::integer, ${asked - 1}::integer) as n
        offset 0
      ) as t`
  const ids = sent.map(({ id }) => id)
  await until(
    'all are answered',
    async () => {
      const [row] = await sql`
      select count(*)::integer as answers from howdah.messages where id = any (${ids}::uuid[]) and status = 'complete'`
      return row!['answers'] === rounds
    },
    300,
  )
  const [row] = await sql<
    { p95: number; calls: number; longest: number | null; together: number }[]
  >`
    select percentile_disc(0.95) within group (order by a.ms)::float8 as p95, sum(a.calls)::integer as calls,
           max(a.rewrite_ms)::float8 as longest, count(*) filter (where a.mode like '%+previous')::integer as together
      from (
        select extract(epoch from m.completed_at - min(s.started_at)) * 1000 as ms, m.retrieval_mode as mode,
               count(*) filter (where s.kind = 'rewrite') as calls,
               max(extract(epoch from s.ended_at - s.started_at) * 1000) filter (where s.kind = 'rewrite') as rewrite_ms
          from howdah.messages as m
          join howdah_internal.message_steps as s on s.tenant_id = m.tenant_id and s.message_id = m.id
         where m.id = any (${ids}::uuid[])
         group by m.tenant_id, m.id
      ) as a`
  return row!
}

it('a rewriter that hangs or fails holds up an answer for less than its time', async () => {
  const { sql } = database
  const without = await measure(failWith(500, 'nobody_asks'))
  await sql`select howdah.set_setting('rewrite_model', 'stub/r')`
  const hanging = await measure(hang)
  const failing = await measure(failWith(500, 'server_error'))
  const shown = [without, hanging, failing].map(({ p95 }) => p95.toFixed(0))
  console.log(`p95 ${shown[0]} ms, hanging ${shown[1]} ms, failing ${shown[2]} ms`)
  expect(without).toMatchObject({ calls: 0, together: rounds })
  for (const { p95, calls, together } of [hanging, failing]) {
    expect(p95 - without.p95).toBeLessThan(timeoutMs)
    // Three at once or in a row, then none for half a minute.
    expect(calls).toBeGreaterThanOrEqual(3)
    expect(calls).toBeLessThan(rounds / 2)
    expect(together).toBe(rounds)
  }
  expect(hanging.longest).toBeGreaterThan(0.8 * timeoutMs)
}, 600_000)
