import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openaiProvider } from '../../worker/providers/openai.ts'
import type { ProviderFailure } from '../../worker/providers/types.ts'
import { failWith, sendJson, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import { cutOff, DONE, end, json, stream, text } from '../stub/stream.ts'

const key = 'sk-planted-0123456789abcdefghijkl'
let stub: Stub
beforeAll(async () => {
  stub = await startStub()
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const provider = () => openaiProvider({ alias: 'stub', url: stub.url, key }, [key])
const messages = [{ role: 'user' as const, content: 'How long?' }]
const askOf = (from: ReturnType<typeof provider>, model = 'stub-chat') =>
  from.chat({ model, messages, params: { max_tokens: 5 } }, new AbortController()).then(
    (result) => ({ result, failure: undefined }),
    ({ failure }: ProviderFailure) => ({ result: undefined, failure }),
  )
const refused =
  (status: number, body: unknown): Behaviour =>
  (_, response) =>
    sendJson(response, status, body)
const answersFor = async (status: number, body: unknown) => {
  stub.next(refused(status, body))
  const { failure } = await askOf(provider())
  expect(stub.requests.splice(0)).toHaveLength(1)
  return failure!
}

describe('an error', () => {
  const gemini = 'API key not valid. Please pass a valid API key.'
  const tooMany =
    'The input token count (9000) exceeds the maximum number of tokens allowed (8192).'
  const window = "This model's maximum context length is 4096 tokens"
  const forms: [string, number, unknown][] = [
    [
      'authentication',
      400,
      [{ error: { code: 400, message: gemini, status: 'INVALID_ARGUMENT' } }],
    ],
    ['authentication', 400, { error: { code: 400, message: gemini } }],
    ['authentication', 400, { message: 'Invalid API-key provided.', code: 'InvalidApiKey' }],
    ['authentication', 400, { error: { message: 'No API key provided' } }],
    ['authentication', 403, { message: 'forbidden' }],
    ['context_length_exceeded', 400, { object: 'error', message: window, code: 400 }],
    ['context_length_exceeded', 400, { error: { message: tooMany } }],
    ['context_length_exceeded', 400, [{ error: { message: tooMany } }]],
    ['context_length_exceeded', 400, { error: 'prompt is too long' }],
    ['context_length_exceeded', 400, { error: { message: 'prompt is too long: 9000 tokens' } }],
    ['context_length_exceeded', 422, { detail: 'the request exceeds the available context size' }],
    ['context_length_exceeded', 400, { message: 'Range of input length should be [1, 30720]' }],
    ['context_length_exceeded', 400, { error: { message: 'input contains 9 more than 8 tokens' } }],
    ['context_length_exceeded', 400, window],
    [
      'bad_request',
      400,
      { error: { message: 'max_tokens exceeds the maximum number of output tokens' } },
    ],
    [
      'bad_request',
      400,
      { error: { message: 'Invalid max_tokens value, the input exceeds 8 tokens' } },
    ],
    ['bad_request', 422, { detail: [{ loc: ['body', 'messages'], msg: 'Field required' }] }],
    ['content_filter', 403, { error: { message: 'Your input was flagged', code: 403 } }],
    ['content_filter', 400, { code: 'DataInspectionFailed', message: 'data_inspection_failed' }],
    ['insufficient_quota', 402, { error: { message: 'Insufficient balance' } }],
    ['insufficient_quota', 402, 'Payment Required'],
    ['insufficient_quota', 403, { error: { code: 'insufficient_user_quota', message: '余额' } }],
    ['insufficient_quota', 400, { error: { message: 'Your credit balance is too low to access' } }],
    ['insufficient_quota', 400, { code: 'Arrearage', message: 'Access denied, account overdue' }],
    ['insufficient_quota', 429, { error: { type: 'exceeded_current_quota_error', message: 'x' } }],
    ['rate_limited', 429, { error: { message: 'You exceeded your current quota, check billing' } }],
    ['model_not_found', 404, { detail: 'Not Found' }],
    ['model_not_found', 400, { error: { code: 'model_not_exist', message: 'x' } }],
    ['provider_error', 500, { error: { message: gemini } }],
  ]
  it.each(forms)('is %s after %i: %j', async (code, status, body) => {
    expect(await answersFor(status, body)).toMatchObject({ code, status })
  })

  it('names what it does not accept, never a sentence', async () => {
    const unsupported = { code: 'unsupported_parameter', param: 'max_tokens', message: 'Use x' }
    expect(await answersFor(400, { error: unsupported })).toMatchObject({
      code: 'bad_request',
      param: 'max_tokens',
      message: 'the provider answered 400 unsupported_parameter for max_tokens',
    })
    const place = { type: 'extra_forbidden', loc: ['body', 'max_tokens'], msg: 'Extra inputs' }
    expect(await answersFor(422, { detail: [place] })).toMatchObject({
      param: 'max_tokens',
      message: 'the provider answered 422 for max_tokens',
    })
    const nested = { param: 'messages[0].content', code: 'invalid_value', message: 'x' }
    expect((await answersFor(400, { error: nested })).message).toMatch(/for messages\[0\].content$/)
    for (const param of ['my secret diary', 'a'.repeat(65), '', null, 7, ['x'], key]) {
      const failure = await answersFor(400, { error: { param, code: 'x', message: 'no' } })
      expect(failure.message).not.toMatch(/secret|aaaa|planted|for (7|null)/)
    }
  })

  it('about money says so', async () => {
    const { message } = await answersFor(402, { error: { message: 'Insufficient balance' } })
    expect(message).toBe('the provider answered 402: the account has no money or quota left')
  })
})

describe('usage', () => {
  const extra = { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs ..' }] }
  const asked = () => stub.requests.map(({ body }) => 'stream_options' in body)
  const refusals: [string, Behaviour][] = [
    ['by its place', refused(422, extra)],
    ['by its name', refused(400, { error: { param: 'stream_options', message: 'Unknown' } })],
    [
      'by a part of it',
      refused(400, { error: { param: 'stream_options.include_usage', message: 'x' } }),
    ],
    ['in words', failWith(400, 'x', 'Unrecognized request argument supplied: stream_options')],
    ['in plain text', refused(400, 'unknown field stream_options')],
    ['with status 200', json({ error: { message: 'stream_options is not supported' } })],
  ]
  it.each(refusals)('is not asked for where that is refused %s', async (_, refusal) => {
    const from = provider()
    stub.next(refusal, stream(text('Here.'), end('stop'), DONE))
    expect((await askOf(from)).result).toMatchObject({ content: 'Here.', usage: null })
    expect((await askOf(from)).result!.usage).toBeNull()
    expect(asked()).toEqual([true, false, false])
    // What one model does not take another may.
    expect((await askOf(from, 'other')).result!.usage).toMatchObject({ prompt_tokens: 3 })
    expect(asked()).toEqual([true, false, false, true])
    expect(stub.requests[1]!.body).toMatchObject({
      model: 'stub-chat',
      stream: true,
      max_tokens: 5,
    })
  })

  it('is asked for again where it was not the reason', async () => {
    const from = provider()
    stub.next(refused(422, extra), refused(422, extra))
    expect((await askOf(from)).failure).toMatchObject({ code: 'bad_request', status: 422 })
    stub.next(refused(422, extra), cutOff)
    expect((await askOf(from)).failure).toMatchObject({ code: 'connection' })
    expect((await askOf(from)).result!.usage).toMatchObject({ prompt_tokens: 3 })
    expect(asked()).toEqual([true, false, true, false, true])
  })

  it.each([
    ['a limit', failWith(429, 'x', 'stream_options')],
    ['a key', failWith(401, 'x', 'stream_options')],
    ['a fault', failWith(500, 'x', 'stream_options')],
    ['an error behind text', stream(text('So'), { error: { message: 'stream_options' } })],
    ['another parameter', refused(400, { error: { param: 'temperature', message: 'x' } })],
  ])('is no matter of %s', async (_, behaviour) => {
    stub.next(behaviour)
    expect((await askOf(provider())).failure).toBeDefined()
    expect(asked()).toEqual([true])
  })
})
