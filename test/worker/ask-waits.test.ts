import { afterAll, beforeAll, expect, test } from 'vitest'
import { askQuestion } from '../../worker/commands/ask-question.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { hang } from '../stub/behaviours.ts'
import { runCommand, startCommand, until } from '../support/command.ts'
import { asRole, createDatabase, uniqueName, type TestDatabase } from '../support/database.ts'
import { startTestWorker, useStub } from './in-process.ts'

// Who asks and gets no answer is told within seconds why, and again when the reason changes.
let database: TestDatabase
let stub: Stub
beforeAll(async () => {
  database = await createDatabase({ as: 'superuser' })
  stub = await startStub()
  await useStub(database, stub.url)
})
afterAll(async () => {
  await stub.close()
  await database.drop()
})

test('ask says that no worker is there, then what became of the call', async () => {
  const said: string[] = []
  const asked = askQuestion(database.sql, 'How many days?', {
    collection: 'default',
    say: (line) => said.push(line),
  })
  await until('it says why', async () => said.length > 0, 10)
  expect(said[0]).toMatch(/no worker.*howdah worker/)
  // A worker that comes and cannot reach its provider.
  const lost = await startTestWorker(database.url, {
    HOWDAH_PROVIDER_STUB_URL: 'http://127.0.0.1:1/v1',
  })
  await until(
    'it says so',
    async () => /connection.*HOWDAH_PROVIDER_STUB_URL/.test(said.at(-1)!),
    20,
  )
  await lost.end()
  await until('and that it has gone', async () => /no worker/.test(said.at(-1)!), 30)
  expect(said.length).toBeLessThan(8)
  const good = await startTestWorker(database.url, { HOWDAH_PROVIDER_STUB_URL: stub.url })
  expect(await asked).toMatchObject({ status: 'complete' })
  await good.end()
})

test('a provider that does not answer is named while it is waited for', async () => {
  stub.always(hang)
  const worker = await startTestWorker(
    database.url,
    { HOWDAH_PROVIDER_STUB_URL: stub.url },
    { graceMs: 100 },
  )
  const { child, printed } = startCommand(['ask', 'Anything?'], { DATABASE_URL: database.url })
  await until('it says why', async () => /has not answered yet/.test(printed()))
  child.kill('SIGKILL')
  await worker.end()
})

test('who lacks a right is told which role has it', async () => {
  const login = uniqueName('guest')
  const { sql } = database
  await sql`create role ${sql(login)} login`
  const { code, err } = await runCommand(['status'], { DATABASE_URL: asRole(database.url, login) })
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/permission denied.*\n.*grant it howdah_admin/),
  ])
  await sql`drop role ${sql(login)}`
})
