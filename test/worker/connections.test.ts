import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startProxy, type Proxy } from '../faults/proxy.ts'
import * as does from '../stub/behaviours.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { held } from './held.ts'
import { addText, sendQuestion, startTestWorker, useStub, type TestWorker } from './in-process.ts'

let database: TestDatabase
let stub: Stub
let proxy: Proxy
let worker: TestWorker
beforeEach(async () => {
  database = await createDatabase()
  stub = await startStub()
  const { hostname, port } = new URL(database.url)
  proxy = await startProxy(hostname, Number(port))
  const env = await useStub(database, stub.url)
  worker = await startTestWorker(proxy.url(database.url), env, {
    leaseSeconds: 3,
    isListening: true,
  })
})
afterEach(async () => {
  await worker.end()
  await proxy.close()
  await stub.close()
  await database.drop()
})

const one = async (query: string) =>
  (await database.sql.unsafe(`select ${query} as value`))[0]!.value
const isEmbedded = (count: number) =>
  until(`${count} chunks are embedded`, () =>
    one(`(select count(*) from howdah.embeddings) = ${count}`),
  )

/** Every request was bought once, and every one of them is on the bill. */
async function expectBoughtOnce(requests: number): Promise<void> {
  expect(stub.requests.length).toBe(requests)
  expect(await one(`(select count(*)::int from howdah.llm_usage where status = 'ok')`)).toBe(
    requests,
  )
}

describe('an answer that was bought', () => {
  it.each(['vectors', 'an answer'])('survives the end of all sessions: %s', async (what) => {
    const call = held((request, response) =>
      request.path.endsWith('/embeddings')
        ? does.good(request, response)
        : does.events([does.chunk('It is ', null), does.chunk('so.', 'stop')])(request, response),
    )
    if (what === 'an answer') {
      await addText(database, 'It is so.')
      await isEmbedded(1)
      stub.next(does.good, call.behaviour)
      const id = await sendQuestion(database, 'Is it so?')
      await call.arrived
      await endSessions()
      call.release()
      await until('the answer is complete', () =>
        one(`(select status = 'complete' from howdah.messages where id = '${id}')`),
      )
      expect(await one(`(select content from howdah.messages where id = '${id}')`)).toBe(
        'It is so.',
      )
      return expectBoughtOnce(3)
    }
    stub.next(call.behaviour)
    await addText(database, 'one')
    await call.arrived
    await endSessions()
    call.release()
    await isEmbedded(1)
    await expectBoughtOnce(1)
  })

  it('survives a database that is away for longer than the lease', async () => {
    const call = held(does.good)
    stub.next(call.behaviour)
    await addText(database, 'one')
    await call.arrived
    proxy.set('cut')
    call.release()
    await until('the lease is over', () =>
      one(`(select lease_until < clock_timestamp() from howdah_internal.jobs)`),
    )
    proxy.set('pass')
    await isEmbedded(1)
    await expectBoughtOnce(1)
    await until('it says so', async () => worker.log().includes('the database is back'))
  })

  it('goes to a new connection when the old ones are silent for good', async () => {
    const call = held(does.good)
    stub.next(call.behaviour)
    await addText(database, 'one')
    await call.arrived
    proxy.freeze()
    call.release()
    await isEmbedded(1)
    await expectBoughtOnce(1)
    expect(proxy.swallowed()).toBeGreaterThan(0)
    // And so does everything that follows.
    await addText(database, 'two')
    await isEmbedded(2)
    await expectBoughtOnce(2)
  })
})

describe('a claim', () => {
  it('goes on after all connections fell silent while nothing was to be done', async () => {
    const claims = () => worker.health.meter.read().filter(({ name }) => /_claims_total/.test(name))
    await until('both slots have looked for work', async () => claims().length === 2)
    proxy.freeze()
    await addText(database, 'one')
    await isEmbedded(1)
  })
})

describe('a start', () => {
  it('waits for a database that is too busy to answer in time', async () => {
    const { sql } = database
    const waiting = `(select count(*) >= 2 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query ilike '%register_worker%')`
    await worker.end()
    let second: Promise<TestWorker> | undefined
    await sql.begin(async (tx) => {
      await tx`lock table howdah_internal.workers in access exclusive mode`
      second = startTestWorker(
        database.url,
        { HOWDAH_PROVIDER_STUB_URL: stub.url },
        { leaseSeconds: 3 },
      )
      second.catch(() => undefined)
      await until('it asks again', () => one(waiting))
    })
    const started = await second!
    expect(started.log()).toContain('worker started')
    await started.end()
  })
})

async function endSessions(): Promise<void> {
  const [row] = await database.sql`
    select count(pg_terminate_backend(pid))::int as ended from pg_stat_activity
     where datname = current_database() and pid != pg_backend_pid() and query ilike '%howdah%'`
  expect(row!.ended).toBeGreaterThan(0)
}
