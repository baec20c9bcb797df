import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openaiProvider } from '../../worker/providers/openai.ts'
import { localProvider } from '../../worker/providers/local.ts'
import * as does from '../stub/behaviours.ts'
import { failWith, sendJson, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import type { Dialect } from '../stub/ranking.ts'
import { rerankAs } from '../stub/rerank.ts'
import { callsOf, failureOf } from './provider-calls.ts'

let stub: Stub
beforeAll(async () => {
  stub = await startStub()
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const rerank = (behaviour: Behaviour, timeouts = {}) => callsOf(stub).rerank(behaviour, timeouts)
const sends = (body: unknown) => rerank((_, response) => sendJson(response, 200, body))
const query = 'How long do refunds take?'
const documents = ['Leave is ten days.', 'Refunds take five days.', 'The office has a dog.']

describe('an order of documents', () => {
  it.each<[Dialect, object | null, string | null]>([
    ['cohere', { api_version: { version: 2 }, billed_units: { search_units: 1 } }, null],
    ['jina', { total_tokens: 35 }, 'stub-rerank'],
    ['vllm', { total_tokens: 35, prompt_tokens: 35 }, 'stub-rerank'],
  ])('is read from a server that speaks as %s', async (dialect, usage, model) => {
    const given = await rerank(rerankAs(dialect))
    expect(given.results.map(({ index }) => index)).toEqual([
      1,
      expect.anything(),
      expect.anything(),
    ])
    expect(given.results[0]!.score).toBeGreaterThan(given.results[1]!.score)
    expect(given).toMatchObject({ usage, model })
    expect(stub.requests.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/rerank', { model: 'stub-rerank', query, documents, top_n: 3 }],
    ])
  })

  it('is asked for anew where a server wants texts, which is remembered', async () => {
    const provider = openaiProvider({ alias: 'tei', url: stub.url, key: null }, [])
    stub.always(rerankAs('tei'))
    const request = { model: 'm', query, documents, top_n: 3 }
    const call = { signal: new AbortController().signal }
    const given = await provider.rerank(request, call)
    expect(given).toMatchObject({ usage: null, model: null })
    expect(given.results[0]!.index).toBe(1)
    await provider.rerank(request, call)
    expect(stub.requests.map(({ body }) => Object.keys(body))).toEqual([
      ['model', 'query', 'documents', 'top_n'],
      ['query', 'texts', 'truncate'],
      ['query', 'texts', 'truncate'],
    ])
  })

  it('may be of fewer documents, and in a list called data', async () => {
    expect(await sends({ data: [{ index: 2, relevance_score: -3 }] })).toMatchObject({
      results: [{ index: 2, score: -3 }],
    })
  })

  it.each([
    ['nothing', {}],
    ['an empty list', { results: [] }],
    ['a document that was not sent', { results: [{ index: 3, relevance_score: 1 }] }],
    ['a document before the first', [{ index: -1, score: 1 }]],
    ['a document twice', { results: [0, 0].map((index) => ({ index, relevance_score: 1 })) }],
    ['no score', { results: [{ index: 0 }] }],
    ['a score in words', { results: [{ index: 0, relevance_score: '0.5' }] }],
    ['no object', { results: [null] }],
  ])('that holds %s is none', async (_, body) => {
    expect(await failureOf(sends(body))).toMatchObject({ code: 'bad_response' })
  })

  it('that is none is paid for all the same', async () => {
    const failure = await failureOf(sends({ results: [{ index: 9 }], usage: { total_tokens: 7 } }))
    expect(failure.said).toEqual({ usage: { total_tokens: 7 }, model: null })
  })

  it.each<[string, Behaviour, object]>([
    ['a rate limit', does.rateLimited(7), { code: 'rate_limited', retryAfterMs: 7000 }],
    ['a key that is wrong', does.keyEchoed, { code: 'authentication' }],
    [
      'an error in a good answer',
      does.body('{"error": {"message": "no"}}'),
      { code: 'provider_error' },
    ],
    ['no JSON', does.webPage, { code: 'bad_response' }],
    ['half an answer', does.garbage, { code: 'bad_response' }],
    ['a batch that is too large', failWith(413, 'too_large'), { code: 'too_large' }],
  ])('fails by %s', async (_, behaviour, facts) => {
    expect(await failureOf(rerank(behaviour))).toMatchObject(facts)
    expect(stub.requests.length).toBe(1)
  })

  it('is waited for no longer than told', async () => {
    expect(await failureOf(rerank(does.hang, { total_ms: 60 }))).toMatchObject({ code: 'timeout' })
  })

  it('is made by the built-in provider of words that are alike', async () => {
    const call = { signal: new AbortController().signal }
    const given = await localProvider().rerank({ model: 'm', query, documents, top_n: 3 }, call)
    expect(given.results.map(({ index }) => index).toSorted()).toEqual([0, 1, 2])
    expect(given.results[0]!.index).toBe(1)
  })
})
