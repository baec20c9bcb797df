import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/command.ts'
import * as does from '../stub/behaviours.ts'
import { startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import type { Dialect } from '../stub/ranking.ts'
import { rerankAs } from '../stub/rerank.ts'
import { startTestWorker, useStub, type TestWorker } from './in-process.ts'

let database: TestDatabase
let stub: Stub
let worker: TestWorker
beforeAll(async () => {
  stub = await startStub({ dimensions: 384 })
  database = await createDatabase()
  const { sql } = database
  const env = await useStub(database, stub.url)
  await sql`select howdah.register_model('stub', 'r', 'rerank')`
  await sql`select howdah.register_model('stub', 'hasty', 'rerank', total_seconds => 1)`
  await sql`select howdah.set_price('stub', 'r', '2020-01-01', '[{"input": 100, "request": 0.2}]')`
  await sql`select howdah.set_setting('answer_sources', '2'), howdah.set_setting('cache_answers', 'off')`
  await sql`select howdah.create_collection('default', rerank => 'stub/r')`
  for (const text of [
    'Refunds take five days.',
    'Refunds are paid by card.',
    'No refunds for gifts.',
  ])
    await sql`select howdah.add_document(${text}, ${text})`
  worker = await startTestWorker(database.url, env)
})
afterEach(async () => {
  stub.reset()
  await database.sql`update howdah.lanes set paused_until = null, refusal_count = 0, failure_count = 0`
})
afterAll(async () => {
  await worker.end()
  await database.drop()
  await stub.close()
})

type Traced = {
  kind: string
  status: string
  error_code: string | null
  input_tokens: number | null
}

/** Asks, and waits for the answer; what its calls and its sources were. */
async function ask(behaviour: Behaviour, model: string | null = null) {
  const { sql } = database
  stub.script('rerank', behaviour)
  const [asked] = await sql<{ id: string }[]>`
    select s.id from howdah.act_as('ann') as me,
      lateral howdah.send_message(
        case when me then howdah.start_conversation() end, 'refunds', rerank => ${model}) as s (id)`
  const id = asked!.id
  await until('the answer is there', async () => {
    const [row] = await sql<
      { status: string }[]
    >`select status from howdah.messages where id = ${id}`
    return row?.status === 'complete'
  })
  const steps = await sql<Traced[]>`
    select t.kind, t.status, t.error_code, t.input_tokens
      from howdah.act_as('ann') as me, lateral howdah.message_trace(case when me then ${id}::uuid end) as t
     where t.kind != 'embed' order by t.seq`
  const sources = await sql<{ source: string; rerank_score: number | null }[]>`
    select s.source, s.rerank_score
      from howdah.act_as('ann') as me, lateral howdah.message_sources(case when me then ${id}::uuid end) as s
     order by s.source_number`
  const [bill] = await sql<{ cost: string | null }[]>`
    select trim_scale(cost_cents)::text as cost from howdah.llm_usage where message_id = ${id} and kind = 'rerank'`
  return { steps: [...steps], sources: [...sources], cost: bill?.cost ?? null }
}

/** Says that the last document is the best, the first the worst. */
const backwards =
  (dialect: Dialect): Behaviour =>
  (request, response) => {
    if (dialect === 'tei' && !Array.isArray(request.body['texts']))
      return rerankAs('tei')(request, response)
    const texts = (request.body['texts'] ?? request.body['documents']) as string[]
    const results = texts.map((_, index) =>
      dialect === 'tei' ? { index, score: index } : { index, relevance_score: index },
    )
    const meta = { billed_units: { search_units: 1 } }
    const usage = { total_tokens: 50 }
    return does.body(
      JSON.stringify(
        {
          cohere: { results, meta },
          jina: { results, usage },
          vllm: { results, usage },
          tei: results,
        }[dialect],
      ),
    )(request, response)
  }

describe('sources in the order of a model that has read them', () => {
  it.each<[Dialect, string]>([
    ['cohere', '0.2'],
    ['jina', '0.205'],
    ['vllm', '0.205'],
  ])('as %s says it', async (dialect, cost) => {
    const { steps, sources, cost: billed } = await ask(backwards(dialect))
    expect(steps).toMatchObject([
      { kind: 'rerank', status: 'done' },
      { kind: 'answer', status: 'done' },
    ])
    expect(sources.map((one) => one.rerank_score)).toEqual([2, 1])
    const [request] = stub.calls('rerank')
    expect(Object.keys(request!.body)).toEqual(['model', 'query', 'documents', 'top_n'])
    const documents = request!.body['documents'] as string[]
    expect(documents[2]).toContain(sources[0]!.source)
    // What Cohere does not count is estimated, for this price has one for tokens.
    if (dialect === 'cohere') expect(Number(billed)).toBeGreaterThan(Number(cost))
    else expect(billed).toBe(cost)
  })

  it.each<[string, Behaviour, string, string?]>([
    ['fails', does.webPage, 'bad_response'],
    [
      'says something else',
      does.body('{"results": [{"index": 7, "relevance_score": 1}]}'),
      'bad_response',
    ],
    ['refuses its key', does.keyEchoed, 'authentication'],
    ['has too much to do', does.rateLimited(1), 'rate_limited'],
    ['never answers', does.hang, 'timeout', 'stub/hasty'],
  ])('or as they were found where that %s', async (_, behaviour, code, model) => {
    const { steps, sources } = await ask(behaviour, model)
    expect(steps).toMatchObject([
      { kind: 'rerank', status: 'failed', error_code: code },
      { kind: 'answer', status: 'done' },
    ])
    expect(sources.map((one) => one.rerank_score)).toEqual([null, null])
    expect(stub.calls('rerank').length, 'asked once').toBe(1)
  })

  it('also of a server that wants texts', async () => {
    stub.script('rerank', backwards('tei'))
    const { steps, sources } = await ask(backwards('tei'))
    expect(steps[0]).toMatchObject({ kind: 'rerank', status: 'done' })
    expect(sources.map((one) => one.rerank_score)).toEqual([2, 1])
    expect(stub.calls('rerank').map(({ body }) => Object.keys(body).length)).toEqual([4, 3])
    expect(worker.log()).not.toContain('Refunds')
  })
})
