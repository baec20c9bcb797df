import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cut, DONE, end, open, role, stream, tail, text, U } from '../stub/stream.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { startCommand, until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { startTestWorker, useStub, type TestWorker } from './in-process.ts'

// Who asks sees the answer as it comes.
let database: TestDatabase
let stub: Stub
let worker: TestWorker
/** Ends what the provider waits for in the middle of an answer. */
let goOn: () => void
let gate: Promise<void>

beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub()
  const env = await useStub(database, stub.url)
  await database.sql`select howdah.set_setting('retry_base_seconds', '0')`
  worker = await startTestWorker(database.url, env)
})
beforeEach(() => {
  gate = new Promise((resolve) => (goOn = resolve))
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await database.drop()
})

const ask = (question: string) => startCommand(['ask', question], { DATABASE_URL: database.url })
const rest = [end('stop'), tail(U), DONE]

test('the words are shown while the others are still to come, the figures after them', async () => {
  stub.always(stream(role, text('Zwölf 🐘 '), () => gate, text('Tage.'), ...rest))
  const { printed, finished } = ask('How many?')
  await until('the first words are there', async () => printed().includes('Zwölf 🐘'))
  expect(printed()).not.toContain('Tage')
  expect(printed()).not.toContain('tokens')
  goOn()
  const { code, out, err } = await finished
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^Zwölf 🐘 Tage\.\n\n1500 tokens, .*stub\/c\n$/)
})

test('an answer that breaks off and begins anew says so', async () => {
  let calls = 0
  const first = stream(role, text('Perhaps thirteen'), () => gate, cut)
  const second = stream(role, text('Twelve.'), ...rest)
  stub.always((...call) => ((calls += 1) === 1 ? first : second)(...call))
  const { printed, finished } = ask('And now?')
  await until('it has begun', async () => printed().includes('Perhaps thirteen'))
  goOn()
  const { code, out } = await finished
  expect(code).toBe(0)
  expect(out).toMatch(
    /^Perhaps thirteen\n\n\(the answer begins anew\)\n\nTwelve\.\n\n\d+ tokens, .*\n$/,
  )
})

test('one that comes at once and one that fails in the middle end as before', async () => {
  stub.always(stream(role, text('Yes.'), ...rest))
  expect(await ask('Is it?').finished).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Yes\.\n\n1500 tokens/),
    err: '',
  })
  stub.always(stream(role, text('No, beca'), open))
  const { printed, finished } = ask('Why?')
  await until('it has begun', async () => printed().includes('No, beca'))
  await database.sql`
    select howdah.cancel_message(m.id) from howdah.messages as m where m.status = 'streaming'`
  expect(await finished).toMatchObject({
    code: 1,
    out: 'No, beca\n',
    err: expect.stringContaining('howdah: no answer (cancelled'),
  })
})
