import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { localEmbedding } from '../../worker/providers/local-embedding.ts'
import { openaiProvider } from '../../worker/providers/openai.ts'
import type { Timeouts } from '../../worker/providers/types.ts'
import * as does from '../stub/behaviours.ts'
import { failWith, startStub, type Behaviour, type Stub } from '../stub/provider.ts'

const key = 'sk-planted-0123456789abcdefghijkl'
const short: Timeouts = { first_ms: null, silence_ms: null, total_ms: 400 }
let stub: Stub
beforeAll(async () => {
  stub = await startStub({ dimensions: 384 })
})
afterEach(() => stub.requests.splice(0))
afterAll(() => stub.close())

const embed = (
  texts = ['one', 'two', 'three'],
  model = 'stub-embedding',
  timeouts?: Timeouts,
  signal = new AbortController().signal,
) =>
  openaiProvider({ alias: 'stub', url: stub.url, key }, [key]).embed(
    { model, texts, dimensions: 384 },
    { signal, ...(timeouts ? { timeouts } : {}) },
  )

async function failureOf(behaviour: Behaviour, timeouts?: Timeouts) {
  stub.next(behaviour)
  const error = (await embed(undefined, undefined, timeouts).then(
    () => expect.fail('the call succeeded'),
    (thrown: unknown) => thrown,
  )) as Error & { failure: Record<string, unknown> }
  expect(stub.requests.length, 'exactly one request a call').toBe(1)
  expect(error.failure.message).toBe(error.message)
  return error.failure
}

describe('embeddings of an OpenAI-compatible server', () => {
  it('come in the order of the texts, with the tokens, from one request', async () => {
    const result = await embed()
    expect(result).toEqual({
      embeddings: ['one', 'two', 'three'].map((text) => localEmbedding(text, 384)),
      usage: { prompt_tokens: 4, total_tokens: 4 },
      model: 'stub-embedding',
    })
    const input = ['one', 'two', 'three']
    expect(stub.requests.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/embeddings', { model: 'stub-embedding', input, encoding_format: 'float' }],
    ])
    expect(stub.requests[0]!.headers.authorization).toBe(`Bearer ${key}`)
  })

  it.each(['text-embedding-3-small', 'openai/text-embedding-3-large'])(
    'are asked of %s with their dimensions',
    async (model) => {
      await embed(['one'], model)
      expect(stub.requests[0]!.body.dimensions).toBe(384)
    },
  )

  it('are put right when the server numbers them in another order', async () => {
    stub.next(does.shuffled)
    const { embeddings } = await embed()
    expect(embeddings[0]).toEqual(localEmbedding('one', 384))
    expect(embeddings[2]).toEqual(localEmbedding('three', 384))
  })

  it('are read when they come slowly, within the time', async () => {
    stub.next(does.drip(1))
    expect((await embed(['one'])).embeddings).toHaveLength(1)
  })

  it.each([
    ['garbage', does.garbage],
    ['a web page', does.webPage],
    ['an empty object', does.body('{}')],
    ['null', does.body('null')],
    ['nothing', does.body('')],
    ['items that are null', does.notItems],
    ['one too few', does.oneTooFew],
    ['two with the same number', does.twiceTheFirst],
    ['null values', does.nulls],
    ['NaN', does.notANumber],
    ['zero vectors', does.zeros],
    ['values that halfvec refuses', does.filled(70_000)],
    ['values that halfvec stores as zero', does.filled(1e-9)],
  ])('refuse an answer of %s', async (_, behaviour) => {
    expect(await failureOf(behaviour)).toMatchObject({ code: 'bad_response', retryAfterMs: null })
  })

  it('say when all vectors have another dimension, and what the answer cost', async () => {
    const failure = await failureOf(does.wrongDimension)
    expect(failure).toMatchObject({ code: 'wrong_dimensions' })
    expect(failure.said).toMatchObject({ usage: { prompt_tokens: 4 } })
  })

  it.each([true, false])('refuse 50 MB, announced: %s', async (saysLength) => {
    const failure = await failureOf(does.huge(50, saysLength))
    expect(failure).toMatchObject({ code: 'bad_response' })
    expect(failure.message).toContain('32 MB')
  })
})

describe('a failed call', () => {
  it.each([
    ['authentication', 401, failWith(401, 'invalid_api_key')],
    ['authentication', 403, failWith(403, 'forbidden')],
    ['authentication', 400, failWith(400, '', 'API key not valid. Please pass a valid API key.')],
    ['model_not_found', 404, does.unknownModel],
    ['model_not_found', 400, failWith(400, '', 'The model `x` does not exist')],
    ['context_length_exceeded', 400, failWith(400, 'context_length_exceeded', '')],
    ['context_length_exceeded', 400, failWith(400, '', "This model's maximum context length is 8")],
    ['context_length_exceeded', 400, failWith(400, '', 'the input is too long for the model')],
    ['too_large', 400, failWith(400, 'max_tokens_per_request', 'max 300000 tokens per request')],
    ['too_large', 413, failWith(413, '')],
    ['content_filter', 400, failWith(400, 'content_filter')],
    ['bad_request', 400, failWith(400, 'invalid_value', 'max_tokens is too large: 100000')],
    ['bad_request', 422, failWith(422, '')],
    ['insufficient_quota', 402, failWith(402, 'insufficient_credits')],
    ['timeout', 408, failWith(408, '')],
    ['provider_error', 409, failWith(409, '')],
    ['provider_error', 500, failWith(500, 'server_error')],
    ['provider_error', 503, failWith(503, 'context length')],
    ['provider_error', 529, failWith(529, 'overloaded_error')],
    ['insufficient_quota', 429, failWith(429, 'insufficient_quota')],
  ])('is %s after %i', async (code, status, behaviour) => {
    expect(await failureOf(behaviour)).toMatchObject({ code, status })
  })

  it.each([
    ['7', 7000],
    ['0', 0],
    ['1.5', 1500],
    ['99999999999', 86_400_000],
    ['soon 1', null],
    ['-5', null],
  ])('carries Retry-After %s as %s ms', async (header, ms) => {
    const failure = await failureOf(failWith(429, 'x', 'x', { 'retry-after': header }))
    expect(failure.retryAfterMs).toBe(ms)
  })

  it('carries Retry-After as a date, and with a 503 too', async () => {
    const { retryAfterMs } = await failureOf(does.rateLimitedUntil(90))
    expect(retryAfterMs).toBeGreaterThan(87_000)
    expect(retryAfterMs).toBeLessThanOrEqual(91_000)
    stub.requests.splice(0)
    const failure = await failureOf(failWith(503, 'x', 'x', { 'retry-after': '3' }))
    expect(failure.retryAfterMs).toBe(3000)
  })

  it('counts a date from the clock of the server, and takes retry-after-ms before it', async () => {
    const headers = {
      date: 'Thu, 01 Jan 2015 00:00:00 GMT',
      'retry-after': 'Thu, 01 Jan 2015 00:00:30 GMT',
    }
    const failure = await failureOf(failWith(429, 'x', 'x', headers))
    expect(failure.retryAfterMs).toBe(30_000)
    stub.requests.splice(0)
    const exact = { ...headers, 'retry-after-ms': '1234' }
    expect((await failureOf(failWith(429, 'x', 'x', exact))).retryAfterMs).toBe(1234)
  })

  it('never shows a key that is echoed, nor what the provider says about the text', async () => {
    const echoed = JSON.stringify(await failureOf(does.keyEchoed))
    expect(echoed).toContain('401')
    expect(echoed).not.toMatch(/planted|sk-|ijkl/)
    stub.requests.splice(0)
    const other = await failureOf(failWith(400, 'invalid_input', 'invalid: my secret diary'))
    expect(other.message).toBe('the provider answered 400 invalid_input')
  })

  it.each([
    ['hangs', does.hang],
    ['hangs in the body', does.hangInBody],
    ['drips for too long', does.drip(40)],
    ['is late', does.after(700, does.good)],
  ])('is a timeout when the server %s', async (_, behaviour) => {
    const startedAt = Date.now()
    expect(await failureOf(behaviour, short)).toMatchObject({ code: 'timeout', status: null })
    expect(Date.now() - startedAt).toBeLessThan(5000)
  })

  it.each([
    ['before the answer', does.hang],
    ['in the middle of it', does.hangInBody],
  ])('is aborted when the caller stops %s', async (_, behaviour) => {
    const stop = new AbortController()
    stub.next(behaviour)
    const call = embed(['a'], 'm', undefined, stop.signal)
    setTimeout(() => stop.abort(), 50)
    await expect(call).rejects.toMatchObject({ failure: { code: 'aborted' } })
  })

  it('is a timeout when the caller brings one', async () => {
    stub.next(does.hang)
    await expect(embed(['a'], 'm', undefined, AbortSignal.timeout(300))).rejects.toMatchObject({
      failure: { code: 'timeout' },
    })
    expect(stub.requests).toHaveLength(1)
  })

  it('is never made when it is stopped already', async () => {
    const call = embed(['a'], 'm', undefined, AbortSignal.abort())
    await expect(call).rejects.toMatchObject({ failure: { code: 'aborted' } })
    expect(stub.requests).toHaveLength(0)
  })

  it('is a connection failure when the socket closes, or nobody listens', async () => {
    const failure = await failureOf((_, response) => void response.destroy())
    expect(failure.code).toBe('connection')
    const gone = await startStub()
    await gone.close()
    const call = openaiProvider({ alias: 'x', url: gone.url, key }, [key]).embed(
      { model: 'm', texts: ['a'], dimensions: 384 },
      new AbortController(),
    )
    const message = 'the connection to the provider failed (ECONNREFUSED)'
    await expect(call).rejects.toMatchObject({ failure: { code: 'connection', message } })
  })

  it('meets a bucket as providers have it', async () => {
    let now = 0
    stub.always(does.tokenBucket(2, 60, does.good, () => now))
    await embed(['a'])
    await embed(['a'])
    await expect(embed(['a'])).rejects.toMatchObject({
      failure: { code: 'rate_limited', retryAfterMs: 1000 },
    })
    now = 1000
    await embed(['a'])
    stub.always(undefined)
  })
})
