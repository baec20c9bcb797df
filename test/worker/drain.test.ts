import { afterAll, beforeAll, expect, it } from 'vitest'
import { startStub, type Stub } from '../stub/provider.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addText, startTestWorker, useStub } from './in-process.ts'

let database: TestDatabase
let stub: Stub
let env: Record<string, string>
beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub()
  env = await useStub(database, stub.url)
})
afterAll(async () => {
  await stub.close()
  await database.drop()
})

/** Drains and returns what the worker said it left behind: lane and reason. */
async function drained(): Promise<string[][]> {
  const worker = await startTestWorker(database.url, env, { drain: true })
  await worker.finished
  await worker.end()
  return worker
    .log()
    .split('\n')
    .filter((line) => line.includes('left in the queue'))
    .map((line) => JSON.parse(line) as { lane: string; reason: string })
    .map(({ lane, reason }) => [lane, reason])
}

it('ends beside work for another provider and for a budget that is used up, and says so', async () => {
  const { sql } = database
  await sql`select howdah.register_model('elsewhere', 'm', 'embedding', 384)`
  await sql`select howdah.create_collection('far', embedding_model => 'elsewhere/m')`
  await sql`select howdah.add_document('Far away', 'far.md', collection => 'far')`
  await sql`select howdah.set_price('stub', 'm', '2026-01-01Z', '[{"input": 1000000}]')`
  await sql`select howdah.set_budget('tenant', 0)`
  await addText(database, 'Nobody pays for this')
  expect(await drained()).toEqual([
    ['elsewhere/m/bulk', 'this worker has no URL or key for the provider'],
    ['stub/m/bulk', 'a budget is used up'],
  ])
  expect(stub.requests).toEqual([])
})

it('ends while calls are switched off, and goes on when they are not', async () => {
  const { sql } = database
  await sql`select howdah.set_budget('tenant', null)`
  await sql`select howdah.stop_calls()`
  expect(await drained()).toContainEqual(['stub/m/bulk', 'calls of models are switched off'])
  await sql`select howdah.resume_calls()`
  expect((await drained()).map(([lane]) => lane)).toEqual(['elsewhere/m/bulk'])
  expect(stub.requests.length).toBe(1)
})
