import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as does from '../stub/behaviours.ts'
import { failWith, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { held } from './held.ts'
import { addText, sendQuestion, startTestWorker, useStub, type TestWorker } from './in-process.ts'

let database: TestDatabase
let stub: Stub
let worker: TestWorker
beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub()
  const env = await useStub(database, stub.url)
  await database.sql`select howdah.set_setting('retry_base_seconds', '0.01')`
  worker = await startTestWorker(database.url, env, { leaseSeconds: 3 })
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await database.drop()
})

const usageOf = async (message: string) =>
  (
    await database.sql`
      select status, error_code, is_estimated, input_tokens, output_tokens, cost_cents
        from howdah.llm_usage where message_id = ${message} order by created_at`
  ).map((row) => ({ ...row }))
const untilStatus = (message: string, status: string) =>
  until(`the message is ${status}`, async () => {
    const [row] = await database.sql`select status from howdah.messages where id = ${message}`
    return row!.status === status
  })

/** Begins to answer and then does nothing until the caller hangs up. */
const beginning = (text: string) => {
  const call = held(() => {})
  const behaviour: Behaviour = async (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${JSON.stringify(does.chunk(text))}\n\n`)
    await call.behaviour(request, response)
  }
  return { ...call, behaviour }
}

describe('what an answer cost', () => {
  it('is estimated when the stream breaks, and the message is answered again', async () => {
    const parts = [does.chunk('The answer '), does.chunk('is')]
    stub.next(does.events(parts, { isComplete: false }))
    const id = await sendQuestion(database, 'Is this the question?')
    await untilStatus(id, 'complete')
    const [broken, whole] = await usageOf(id)
    expect(broken).toMatchObject({ status: 'failed', error_code: 'connection', is_estimated: true })
    expect(broken!.output_tokens).toBe(3)
    expect(broken!.input_tokens).toBeGreaterThan(5)
    expect(whole).toMatchObject({ status: 'ok', is_estimated: false })
  })

  it('is what the provider says, in whatever words', async () => {
    const usage = {
      prompt_tokens: 5,
      completion_tokens: 300,
      prompt_tokens_details: { cached_tokens: 128_955 },
      cache_creation_input_tokens: 1253,
    }
    const last = { id: 'answer-1', model: 'stub-2026', choices: [], usage, service_tier: 'flex' }
    stub.next(does.events([does.chunk('So it is.', 'stop'), last]))
    const id = await sendQuestion(database, 'Is it so, then?')
    await untilStatus(id, 'complete')
    const [row] = await database.sql`
      select input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, is_estimated,
             service_class, response_model, response_id
        from howdah.llm_usage where message_id = ${id}`
    expect({ ...row }).toEqual({
      input_tokens: 130_213,
      cached_input_tokens: 128_955,
      cache_write_tokens: 1253,
      output_tokens: 300,
      is_estimated: false,
      service_class: 'flex',
      response_model: 'stub-model',
      response_id: 'stub',
    })
    const [message] = await database.sql`
      select input_tokens, output_tokens from howdah.messages where id = ${id}`
    expect({ ...message }).toEqual({ input_tokens: 130_213, output_tokens: 300 })
  })

  it('is estimated when the provider does not say', async () => {
    stub.next(does.events([does.chunk('It is so.', 'stop')]))
    const id = await sendQuestion(database, 'Is it so?')
    await untilStatus(id, 'complete')
    expect(await usageOf(id)).toMatchObject([
      { status: 'ok', is_estimated: true, output_tokens: 4 },
    ])
  })

  it('is nothing for a call that was refused', async () => {
    stub.next(failWith(500, 'server_error'))
    const id = await sendQuestion(database, 'And now?')
    await untilStatus(id, 'complete')
    const [refused] = await usageOf(id)
    expect(refused).toMatchObject({
      status: 'failed',
      is_estimated: false,
      input_tokens: 0,
      output_tokens: 0,
      cost_cents: '0.0000000000',
    })
  })

  it('is recorded when the answer is cancelled while it streams', async () => {
    const cancelled = held(() => {})
    stub.next(async (request, response) => {
      void cancelled.behaviour(request, response)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      while (!response.destroyed) {
        response.write(`data: ${JSON.stringify(does.chunk('word '))}\n\n`)
        await sleep(20)
      }
    })
    const id = await sendQuestion(database, 'How long is it?')
    await untilStatus(id, 'streaming')
    await database.sql`select howdah.cancel_message(${id})`
    await cancelled.closed
    await until('the cost is recorded', async () => (await usageOf(id)).length === 1)
    const [usage] = await usageOf(id)
    expect(usage).toMatchObject({ status: 'cancelled', error_code: 'aborted', is_estimated: true })
    expect(usage!.output_tokens).toBeGreaterThan(0)
    await until('the job is gone', async () => {
      const [row] = await database.sql`select count(*)::int as n from howdah_internal.jobs`
      return row!.n === 0
    })
  })

  it('is recorded when the answer is cancelled while nothing streams', async () => {
    const call = beginning('The answer ')
    stub.next(call.behaviour)
    const id = await sendQuestion(database, 'Is anyone there?')
    // Nothing is written after this, so only a heartbeat can notice.
    await until('what came is written', async () => {
      const [row] = await database.sql`
        select count(*)::int as n from howdah_internal.message_deltas where message_id = ${id}`
      return row!.n === 1
    })
    await database.sql`select howdah.cancel_message(${id})`
    await call.closed
    await until('the cost is recorded', async () => (await usageOf(id)).length === 1)
    expect(await usageOf(id)).toMatchObject([{ status: 'cancelled', is_estimated: true }])
  }, 20_000)
})

describe('what a late answer cost', () => {
  it('has the price of the model that was called, not of the fallback', async () => {
    const { sql } = database
    await sql`select howdah.register_model('stub', 'other', 'chat')`
    const call = held(does.good)
    stub.next(call.behaviour)
    const id = await sendQuestion(database, 'Who answers?')
    await call.arrived
    await sql`
      update howdah.messages set model_id = howdah_internal.find_model('stub/other', 'chat') where id = ${id}`
    call.release()
    await untilStatus(id, 'complete')
    const [row] = await sql`select model from howdah.llm_usage where message_id = ${id}`
    expect(row).toEqual({ model: 'c' })
  })
})

describe('what vectors cost', () => {
  it('is nothing for a call that was refused, which is recorded', async () => {
    stub.next(failWith(500, 'server_error'))
    await addText(database, 'Refused at first')
    await until('both calls are recorded', async () => {
      const rows = await database.sql`
        select status, input_tokens > 0 as read, cost_cents = 0 as free from howdah.llm_usage
         where kind = 'embedding' and feature = 'embedding' order by created_at`
      const said = rows.map((row) => `${row.status} ${row.read} ${row.free}`)
      return said.includes('failed false true') && said.at(-1)!.startsWith('ok true')
    })
  })

  it('is recorded when the database refuses the vectors for good', async () => {
    const { sql } = database
    const call = held(does.good)
    stub.next(call.behaviour)
    await addText(database, 'The model changes meanwhile')
    await call.arrived
    await sql`update howdah.models set dimensions = 3 where name = 'm'`
    call.release()
    await until('the cost is recorded', async () => {
      const rows = await sql`select input_tokens, error_code from howdah.llm_usage
        where kind = 'embedding' and status = 'failed' and error_code = 'worker_error'`
      return rows.length > 0 && rows[0]!.input_tokens > 0
    })
    await sql`update howdah.models set dimensions = 384 where name = 'm'`
    await until('the text has its vector', async () => {
      // Claimed again before the line above, its vector has wrong dimensions: that pauses the lane.
      await sql`select howdah.resume_lane('stub/m/bulk')`
      const [row] = await sql`select count(*)::int as n from howdah.embeddings`
      return row!.n === 1
    })
    await sql`delete from howdah.llm_usage`
  })

  it('is spent on all but the one text that the provider cannot take', async () => {
    const { sql } = database
    await sql`select howdah.set_setting('max_attempts', '2')`
    const failing = failWith(500, 'server_error')
    stub.always((request, response) =>
      JSON.stringify(request.body).includes('poison')
        ? failing(request, response)
        : does.good(request, response),
    )
    await sql`select howdah.add_document(${'Some text number '} || n || case n when 5 then ' poison' else '' end,
      'p' || n) from generate_series(1, 9) as n`
    await until('nothing is left to do', async () => {
      const [row] = await sql`
        select count(*)::int as n from howdah_internal.jobs where state != 'dead'`
      return row!.n === 0
    })
    stub.always(undefined)
    const dead = await sql`
      select c.content from howdah_internal.jobs as j
        join howdah.chunks as c on c.id = j.chunk_id`
    expect(dead.map((row) => row.content)).toEqual(['Some text number 5 poison'])
    await sql`delete from howdah_internal.jobs`
    await sql`delete from howdah.llm_usage`
  }, 20_000)

  it('is estimated when the provider does not say', async () => {
    stub.next((request, response) => {
      const write = response.end.bind(response)
      response.end = ((text: string) =>
        write(JSON.stringify({ ...JSON.parse(text), usage: undefined }))) as typeof response.end
      return does.good(request, response)
    })
    await addText(database, 'Twelve chars')
    await until('it is recorded', async () => {
      const [row] = await database.sql`
        select bool_or(is_estimated and input_tokens > 0) as counted
          from howdah.llm_usage where kind = 'embedding' and feature = 'embedding'`
      return row?.counted === true
    })
  })
})
