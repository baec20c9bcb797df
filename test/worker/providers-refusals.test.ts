import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openaiProvider } from '../../worker/providers/openai.ts'
import type { ProviderFailure } from '../../worker/providers/types.ts'
import * as does from '../stub/behaviours.ts'
import { failWith, sendJson, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import * as refuses from '../stub/refusals.ts'
import { role, stream, text } from '../stub/stream.ts'

const key = 'sk-planted-0123456789abcdefghijkl'
let stub: Stub
beforeAll(async () => {
  stub = await startStub()
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const provider = () => openaiProvider({ alias: 'stub', url: stub.url, key }, [key])
const call = new AbortController()
const chat = () =>
  provider().chat(
    { model: 'stub-chat', messages: [{ role: 'user', content: 'How long?' }], params: {} },
    call,
  )
const embed = (texts = ['one']) =>
  provider().embed({ model: 'stub-embedding', texts, dimensions: 384 }, call)

async function failureOf(behaviour: Behaviour, run: () => Promise<unknown> = chat) {
  stub.next(behaviour)
  const { failure } = await run().then(
    () => expect.fail('the call succeeded'),
    (thrown: unknown) => thrown as ProviderFailure,
  )
  expect(stub.requests.splice(0)).toHaveLength(1)
  return failure
}

const error = (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour => {
  return (_, response) => sendJson(response, status, body, headers)
}

describe('when to come again', () => {
  it.each([
    ['20s', 20_000],
    ['450ms', 450],
    ['7.66s', 7660],
    ['1m30s', 90_000],
    ['6m0s', 360_000],
    ['7m12.576s', 432_576],
    ['1h4m48s', 3_888_000],
    ['2 minutes', 120_000],
    ['1 minute and 5 seconds', 65_000],
    ['0s', 0],
    ['1,200 seconds', 1_200_000],
    ['400 days', 86_400_000],
    ['2 months', null],
    ['a while', null],
  ])('is read from "try again in %s"', async (duration, ms) => {
    const failure = await failureOf(refuses.tryAgainIn(duration))
    expect(failure).toMatchObject({ code: 'rate_limited', status: 429, retryAfterMs: ms })
  })

  it.each([
    ['You exceeded the call rate limit of S0. Please retry after 26 seconds.', 26_000],
    ['Rate limit is exceeded. Try again in 1 second.', 1000],
    ['Rate limit of 15 per 60s exceeded. Please wait 38 seconds before retrying.', 38_000],
    ['Quota exceeded.\nPlease retry in 34.074824224s.', 34_075],
    ['Please retry your request after 3 seconds.', 3000],
    ['Rate limited: 90000 tokens in 60 seconds.', null],
    ['Please try again later.', null],
    ['Number of requests: 20 in 20s', null],
  ])('is read from %j', async (message, ms) => {
    const failure = await failureOf(failWith(429, 'x', message))
    expect(failure.retryAfterMs).toBe(ms)
    const words = await failureOf((_, response) => {
      response.writeHead(429, { 'content-type': 'text/plain' })
      response.end(message)
    })
    expect(words).toMatchObject({ code: 'rate_limited', retryAfterMs: ms })
  })

  it.each([true, false])('is read from the details of Google, in an array: %s', async (isArray) => {
    const failure = await failureOf(refuses.retryInfo('20s', { isArray }), embed)
    expect(failure).toMatchObject({ code: 'rate_limited', status: 429, retryAfterMs: 20_000 })
    const exact = await failureOf(refuses.retryInfo('0.25s', { isArray, status: 503 }))
    expect(exact).toMatchObject({ code: 'provider_error', status: 503, retryAfterMs: 250 })
  })

  it('is read from an error that a gateway has wrapped', async () => {
    const details = [{ '@type': 'google.rpc.RetryInfo', retryDelay: '31s' }]
    const inner = JSON.stringify({ error: { code: 429, message: 'Quota exceeded.', details } })
    const inMessage = await failureOf(error(429, { error: { message: inner, code: 429 } }))
    expect(inMessage.retryAfterMs).toBe(31_000)
    const metadata = { raw: '{"error":{"message":"slow down, try again in 12s"}}' }
    const inRaw = await failureOf(error(429, { error: { message: 'upstream', metadata } }))
    expect(inRaw.retryAfterMs).toBe(12_000)
    const printed = "Exception - {'error': {'details': [{'retryDelay': '9s'}]}}"
    const asText = await failureOf(error(429, { error: { message: printed } }))
    expect(asText.retryAfterMs).toBe(9000)
  })

  it.each([
    ['a text', { error: 'slow, try again in 2s' }],
    ['flat', { object: 'error', message: 'slow, try again in 2s' }],
    ['a detail', { detail: 'slow, try again in 2s' }],
    ['nested', { error: { error: { message: 'slow, try again in 2s' } } }],
  ])('is read from an error that is %s', async (_, body) => {
    expect((await failureOf(error(429, body))).retryAfterMs).toBe(2000)
  })

  it('is what the headers say, before the body', async () => {
    const zero = await failureOf(refuses.tryAgainIn('20s', { 'retry-after': '0' }))
    expect(zero.retryAfterMs).toBe(0)
    const exact = await failureOf(refuses.tryAgainIn('20s', { 'retry-after-ms': '700' }))
    expect(exact.retryAfterMs).toBe(700)
    const azure = await failureOf(refuses.tryAgainIn('20s', { 'x-ms-retry-after-ms': '800' }))
    expect(azure.retryAfterMs).toBe(800)
    const unit = await failureOf(refuses.tryAgainIn('20s', { 'retry-after': '1m5s' }))
    expect(unit.retryAfterMs).toBe(65_000)
    const unreadable = await failureOf(refuses.tryAgainIn('20s', { 'retry-after': 'soon' }))
    expect(unreadable.retryAfterMs).toBe(20_000)
    const window = { 'x-ratelimit-reset-requests': '8s', 'x-ratelimit-reset-tokens': '6m0s' }
    expect((await failureOf(failWith(429, 'x', 'x', window))).retryAfterMs).toBeNull()
  })

  it.each([400, 402, 408, 409, 413, 429, 500, 502, 503, 529])(
    'is passed on with a %i',
    async (status) => {
      const wait = { 'retry-after': '8' }
      const failure = await failureOf(failWith(status, 'x', 'x', wait))
      expect(failure).toMatchObject({ status, retryAfterMs: 8000 })
    },
  )

  it('is said by an overloaded provider too, to chat and embeddings', async () => {
    const failure = { code: 'provider_error', retryAfterMs: 8000 }
    expect(await failureOf(refuses.overloaded(8))).toMatchObject({ ...failure, status: 503 })
    expect(await failureOf(refuses.overloaded(8, 529), embed)).toMatchObject(failure)
  })

  it('is read from an error within a stream', async () => {
    const limit = { message: 'Rate limit reached. Please try again in 20s.', code: 429 }
    const failure = await failureOf(stream(role, text('So '), { error: limit }))
    expect(failure).toMatchObject({ code: 'rate_limited', status: 429, retryAfterMs: 20_000 })
    expect(failure.partial).toMatchObject({ content: 'So ' })
  })
})

describe('a request above the whole limit', () => {
  const tooLarge = { code: 'too_large', status: 429 }
  it.each([
    'Request too large for gpt-4 on tokens per min (TPM): Limit 30000, Requested 45000.',
    'Request too large for model `llama` (TPM): Limit 6,000, Requested 14,810, please reduce it.',
    'Rate limit reached for gpt-4 (TPM): Limit: 30000, Used: 0, Requested: 45000.',
    'litellm.RateLimitError: Request too large for gpt-5. Limit 30000, Requested 36055.',
    'The request is too large for your tier.',
    'request_too_large',
  ])('is too large: %s', async (message) => {
    expect(await failureOf(failWith(429, 'rate_limit_exceeded', message))).toMatchObject(tooLarge)
  })

  it('is too large with 413, in embeddings, and within a stream', async () => {
    const with413 = await failureOf(refuses.neverFits(6000, 9000, 413))
    expect(with413).toMatchObject({ code: 'too_large', status: 413 })
    expect(await failureOf(refuses.neverFits(30_000, 45_000), embed)).toMatchObject(tooLarge)
    const message = 'Request too large: Limit 30000, Requested 45000.'
    const within = { error: { message, type: 'tokens', code: 'rate_limit_exceeded' } }
    expect(await failureOf(stream(role, within))).toMatchObject({ code: 'too_large' })
  })

  it.each([
    'Rate limit reached for gpt-4 (TPM): Limit 30000, Used 29000, Requested 2000.',
    'Rate limit reached for gpt-4 (TPM): Limit 30000, Used 30000, Requested 30000.',
    'Request too large for gpt-4 (TPM): Limit 30000, Requested 20000.',
    'This request would exceed the rate limit for your organization of 20,000 input tokens.',
    'Rate limit reached for requests. Limit: 3 / min. Current: 4 / min.',
    'Your token limit is used up, too many requests.',
  ])('is not what waiting helps: %s', async (message) => {
    expect(await failureOf(failWith(429, 'rate_limit_exceeded', message))).toMatchObject({
      code: 'rate_limited',
    })
  })

  it('stays an empty account where it says so', async () => {
    const message = 'You exceeded your current quota: Limit 0, Requested 10.'
    const failure = await failureOf(failWith(429, 'insufficient_quota', message))
    expect(failure.code).toBe('insufficient_quota')
  })
})

describe('an error', () => {
  it('has the status that came, whatever becomes of its body', async () => {
    const cut: Behaviour = (_, response) => {
      response.writeHead(503, { 'content-length': '900', 'retry-after': '8' })
      response.write('{"error":', () => response.destroy())
    }
    const failure = { code: 'provider_error', status: 503, retryAfterMs: 8000 }
    expect(await failureOf(cut)).toMatchObject(failure)
    const endless: Behaviour = async (request, response) => {
      response.writeHead(503, { 'retry-after': '8' })
      await does.huge(50)(request, response)
    }
    expect(await failureOf(endless)).toMatchObject(failure)
  })

  it('may speak of a timeout and is still an answer', async () => {
    const message = 'The upstream request timed out'
    const failure = await failureOf(failWith(504, 'upstream_timeout', message))
    expect(failure).toMatchObject({
      code: 'provider_error',
      status: 504,
      message: 'the provider answered 504 upstream_timeout',
    })
  })

  it('never shows the key, nor a sentence, of a body in whatever form', async () => {
    for (const body of [[{ error: { message: key, code: key } }], { detail: key }, key]) {
      const failure = await failureOf(error(400, body))
      expect(JSON.stringify(failure)).not.toContain('planted')
    }
  })
})
