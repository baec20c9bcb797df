import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed } from '../../support/random.ts'
import { answerChat, goodEmbeddings, sendJson, startStub, type Stub } from '../../stub/provider.ts'
import { until } from '../../support/command.ts'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'
import { startTestWorker, useStub, type TestWorker } from '../../worker/in-process.ts'
import { traces } from './traces.ts'

// People are forgotten while they ask and while a worker answers them.
const random = createRandom(newSeed('erasure under load'))
const tenants = ['gazelle', 'okapi']
let db: TestDatabase
let stub: Stub
let worker: TestWorker
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 6 } })
  stub = await startStub()
  stub.always(async (request, response) => {
    await sleep(random.int(0, 60))
    if (request.path.endsWith('/embeddings'))
      return sendJson(response, 200, goodEmbeddings(request, 384))
    return answerChat(request, response, 'It is as the source says [1].')
  })
  const env = await useStub(db, stub.url)
  await db.sql`select howdah.set_price('stub', 'c', '2020-01-01', '[{"input": 100, "output": 200}]'),
    howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 10}]'), howdah.set_setting('cache_scope', 'tenant'),
    howdah.set_budget('global', 1000000, 'total')`
  worker = await startTestWorker(db.url, env, { concurrency: 6 })
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await db.drop()
})

const forget = (tenant: string, person: string) => db.sql`
  select count(*) from howdah.forget_user(case when howdah.act_as(null, ${tenant}) then ${person} end, false)`
const untilIdle = () =>
  until('nothing is left to do', async () => {
    const [row] =
      await db.sql`select count(*)::int as n from howdah_internal.jobs where state != 'dead'`
    return row!['n'] === 0
  })

/** Somebody asks, adds and scores; each step is a transaction of its own. */
async function live(tenant: string, person: string, steps: number): Promise<void> {
  const client = connect(db.url, { max: 1 })
  const act = (statement: string) =>
    client
      .begin(async (sql) => {
        await sql`select howdah.act_as(${person}, ${tenant})`
        await sql.unsafe(statement)
      })
      .catch((error: { code?: string }) => {
        // An answer that was found may be forgotten before it is scored.
        if (error.code !== 'PT404') throw error
      })
  for (let step = 0; step < steps; step += 1) {
    await act(
      random.pick([
        `select howdah.add_document('${person} has note ${step}.', '${person}-${step}.md',
          private => ${random.chance(0.7)})`,
        `select howdah.send_message(howdah.start_conversation('${person}'), 'What does ${person} have?')`,
        `select howdah.send_message(howdah.start_conversation(), 'What is a note?')`,
        `select howdah.give_feedback(m.id, 1, '${person}') from howdah.messages as m
          where m.role = 'assistant' and m.user_id = '${person}' limit 1`,
        `select howdah.request_query_embedding('${person} and ${step}')`,
        `select howdah.cache_store('{"q": "${person}"}', 'stub/c', 'Hello ${person}')`,
      ]),
    )
  }
  await client.end()
}

it('nothing of them is left, nothing deadlocks, and every call is billed once', async () => {
  const people: [string, string][] = Array.from({ length: 24 }, (_, n) => [
    random.pick(tenants),
    `zanzibar${n}z`,
  ])
  // Four at a time, each forgotten once in the middle of it, and once at the end.
  const crowd = async () => {
    for (let next = people.shift(); next; next = people.shift()) {
      const [tenant, person] = next
      await Promise.all([
        live(tenant, person, 8),
        sleep(random.int(0, 60)).then(() => forget(tenant, person)),
      ])
      await forget(tenant, person)
    }
  }
  await Promise.all([crowd(), crowd(), crowd(), crowd()])
  await untilIdle()
  // What was tenant-wide is the tenant's own, and so are answers to others that quote it.
  const found = await traces(db.sql, 'zanzibar')
  expect(
    found.filter(
      (column) =>
        !/documents|chunks|message_steps|message_citations|lexeme|change_log/.test(column),
    ),
  ).toEqual([])
  const changes = await db.sql`
    select c.kind, c.subject from howdah.change_log as c
     where c::text like '%zanzibar%' and (c.kind != 'document' or c.subject is not null)`
  expect([...changes]).toEqual([])
  const [row] = await db.sql`
    select count(*) filter (where not cached)::int as calls, count(user_id)::int as named,
           (select sum(reserved_cents) from howdah_internal.budget_windows)::float8 as reserved from howdah.llm_usage`
  expect(row).toEqual({ calls: stub.requests.length, named: 0, reserved: 0 })
  for (const tenant of tenants) {
    await db.sql`select count(*) from howdah.forget_tenant(${tenant}, false)`
    expect(await traces(db.sql, 'zanzibar')).toEqual(
      tenant === tenants.at(-1) ? [] : expect.anything(),
    )
  }
  expect(
    worker
      .log()
      .split('\n')
      .filter((line) => /deadlock|"level":"error"/.test(line)),
  ).toEqual([])
}, 120_000)
