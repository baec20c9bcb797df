import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sendJson, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import {
  completion,
  delta,
  DONE,
  end,
  json,
  role,
  stream,
  tail,
  text,
  thought,
  U,
} from '../stub/stream.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { sendQuestion, startTestWorker, useStub, type TestWorker } from './in-process.ts'

let database: TestDatabase
let stub: Stub
let worker: TestWorker
beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub()
  const env = await useStub(database, stub.url)
  await database.sql`select howdah.set_setting('retry_base_seconds', '0.01')`
  worker = await startTestWorker(database.url, env)
})
afterEach(() => stub.reset())
afterAll(async () => {
  await worker.end()
  await stub.close()
  await database.drop()
})

/** What is stored of an answer, and what was called and counted for it. */
async function storedOf(question: string, ...behaviours: Behaviour[]) {
  stub.script('chat', ...behaviours)
  const id = await sendQuestion(database, question)
  const read = async () => {
    const [row] = await database.sql`
      select status, content, error_code, error_message from howdah.messages where id = ${id}`
    return row!
  }
  await until('the message is answered', async () => /complete|failed/.test((await read()).status))
  const usage = await database.sql`
    select input_tokens, output_tokens, is_estimated from howdah.llm_usage
     where message_id = ${id} and kind = 'chat' order by created_at`
  return { ...(await read()), calls: stub.calls('chat').length, usage: [...usage] }
}
const counted = { input_tokens: 1000, output_tokens: 500, is_estimated: false }

describe('an answer that is stored', () => {
  it('is the first, however its end is said', async () => {
    const expected = { status: 'complete', content: 'Thirty days.', calls: 1, usage: [counted] }
    const said = text('Thirty days.')
    const whole = completion({ content: 'Thirty days.' }, 'stop', { usage: U })
    let number = 0
    for (const behaviour of [
      stream(role, said, tail(U), DONE),
      stream(role, said, tail(U)),
      stream(role, said, end('stop'), tail(U), 'data: {"err\n\n'),
      json(whole),
    ]) {
      number += 1
      expect(await storedOf(`How long, by way ${number}?`, behaviour)).toMatchObject(expected)
      stub.reset()
    }
  })

  it('is none where the limit went into thinking, and is paid once', async () => {
    const behaviour = stream(role, thought('Hm, hm.'), end('length'), tail(U), DONE)
    const stored = await storedOf('Why is that?', behaviour)
    expect(stored).toMatchObject({
      status: 'failed',
      error_code: 'empty_answer',
      error_message: expect.stringContaining('went into thinking'),
      calls: 1,
      usage: [counted],
    })
  })

  it('is asked for again where a server broke it off, and all calls are counted', async () => {
    const broken = stream(role, text('Thirty da'), end('error'), tail(U), DONE)
    const useless = json({ choices: [], usage: U })
    const whole = stream(role, text('Thirty days.'), end('stop'), tail(U), DONE)
    expect(await storedOf('And when?', broken, useless, whole)).toMatchObject({
      status: 'complete',
      content: 'Thirty days.',
      calls: 3,
      usage: [counted, counted, counted],
    })
  })

  it('is estimated where a server does not take stream_options', async () => {
    const refusal: Behaviour = (_, response) =>
      sendJson(response, 422, {
        detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }],
      })
    const whole = stream(role, delta({ content: 'Thirty days.' }), end('stop'), DONE)
    expect(await storedOf('How then?', refusal, whole)).toMatchObject({
      status: 'complete',
      content: 'Thirty days.',
      calls: 2,
      usage: [{ is_estimated: true }],
    })
  })
})
