import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sendJson, startStub, type Stub } from '../stub/provider.ts'
import {
  bytes,
  completion,
  cut,
  delta,
  DONE,
  end,
  json,
  stream,
  tail,
  text,
  U,
} from '../stub/stream.ts'
import { callsOf, failureOf, readAlong } from './provider-calls.ts'

let stub: Stub
let ask: ReturnType<typeof readAlong>
let embed: ReturnType<typeof callsOf>['embed']
beforeAll(async () => {
  stub = await startStub()
  const calls = callsOf(stub)
  ask = readAlong(calls.chat)
  embed = calls.embed
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const said = { content: 'Thirty days.' }
const whole = completion(said, 'stop', { usage: U, service_tier: 'flex' })
const read = {
  content: 'Thirty days.',
  finishReason: 'stop',
  usage: U,
  serviceTier: 'flex',
  model: 'stub-model',
  responseId: 'stub',
}

describe('JSON where a stream was asked for', () => {
  it.each([
    ['as JSON', json(whole)],
    ['as JSON with a charset', json(whole, 'application/json; charset=utf-8')],
    ['under the type of a stream', json(whole, 'text/event-stream')],
    ['as plain text', json(whole, 'text/plain')],
    ['in an array', json([whole])],
    ['over lines', bytes('application/json', JSON.stringify(whole, null, 2))],
    [
      'behind white space and a mark',
      bytes('application/json', '\n\n \uFEFF', JSON.stringify(whole)),
    ],
    ['a byte at a time', bytes('application/json', ...JSON.stringify(whole))],
    ['before a cut', bytes('application/json', JSON.stringify(whole), cut)],
    ['as the only event', stream(whole)],
    ['with a stream under the type of JSON', bytes('application/json', whole, DONE)],
  ])('is a whole answer %s', async (_, behaviour) => {
    expect((await ask(behaviour)).result).toMatchObject(read)
    expect(stub.requests).toHaveLength(1)
  })

  it('needs neither a reason nor usage nor names', async () => {
    const bare = await ask(json({ choices: [{ message: said }] }))
    expect(bare.result).toMatchObject({ ...said, finishReason: null, usage: null, model: null })
    expect((await ask(json({ choices: [{ text: 'Thirty days.' }] }))).result).toMatchObject(said)
    const other = { choices: [{ index: 3, message: said, finish_reason: 'stop' }] }
    expect((await ask(json(other))).result).toMatchObject(said)
  })

  it('may be the frames of a stream, a line or an item each', async () => {
    const frames = [text('Thirty '), text('days.'), end('stop'), tail(U)]
    const lines = frames.map((frame) => `${JSON.stringify(frame)}\n`)
    const ndjson = await ask(bytes('application/x-ndjson', ...lines))
    expect(ndjson.result).toMatchObject({ ...said, finishReason: 'stop', usage: U })
    const cutOff = await ask(bytes('application/x-ndjson', ...lines.slice(0, 2)))
    expect(cutOff.failure).toMatchObject({ code: 'connection' })
    expect((await ask(json(frames))).result).toMatchObject({ ...said, usage: U })
  })

  it('that is cut is a broken connection, that is garbage a bad response', async () => {
    const half = JSON.stringify(whole).slice(0, -2)
    const broken = await ask(bytes('application/json', half, cut))
    expect(broken.failure).toMatchObject({ code: 'connection' })
    const garbage = await ask(bytes('application/json', half))
    expect(garbage.failure).toMatchObject({ code: 'bad_response' })
  })

  it.each([
    ['no choices', { usage: U }],
    ['empty choices', { choices: [], usage: U }],
    ['a message without a word', { ...completion({}, null), usage: U }],
    ['a choice without a message', { choices: [{ index: 0 }], usage: U }],
  ])('is billed though it is no answer: %s', async (_, body) => {
    const { failure } = await ask(json(body))
    expect(failure).toMatchObject({ code: 'bad_response', partial: { usage: U } })
  })

  it.each([
    ['null', null],
    ['an empty object', {}],
    ['an empty array', []],
    ['a number', 7],
    ['another API', { type: 'message', content: [{ type: 'text', text: 'Hi' }] }],
  ])('is a bad response when it is %s', async (_, body) => {
    expect((await ask(json(body))).failure).toMatchObject({ code: 'bad_response' })
  })

  it('may be an answer without text that says why', async () => {
    const filtered = await ask(json(completion({ content: null }, 'content_filter')))
    expect(filtered.result).toMatchObject({ content: '', finishReason: 'content_filter' })
    expect((await ask(json(completion({ content: '' })))).result).toMatchObject({ content: '' })
  })
})

describe('an error with status 200', () => {
  const errors: [string, number | null, unknown][] = [
    ['provider_error', 502, { error: { message: 'all workers are busy', code: 502 } }],
    ['provider_error', 502, { error: { message: 'all workers are busy', code: '502' } }],
    ['provider_error', null, { error: 'all workers are busy' }],
    ['provider_error', null, { error: {} }],
    ['provider_error', 503, { object: 'error', message: 'busy', code: 503 }],
    ['model_not_found', 404, { error: { message: 'no', code: 404 } }],
    ['model_not_found', 404, { error: 'no', status: 404 }],
    ['model_not_found', null, { error: { message: 'no', code: 'model_not_found' } }],
    ['model_not_found', null, { error: { message: 'The model x was not found' } }],
    ['authentication', 401, { error: { message: 'no', code: 401 } }],
    ['authentication', null, { error: { message: 'Incorrect API key provided' } }],
    ['authentication', null, { error: { code: 'invalid_api_key' } }],
    ['context_length_exceeded', null, { error: { code: 'context_length_exceeded' } }],
    ['context_length_exceeded', 400, { error: { message: 'prompt is too long', code: 400 } }],
    ['content_filter', null, { error: { message: 'x', code: 'content_filter' } }],
    ['rate_limited', 429, { error: { message: 'slow', code: 429 } }],
    ['rate_limited', null, { error: { status: 'RESOURCE_EXHAUSTED', message: 'x' } }],
    ['insufficient_quota', 402, { error: { message: 'x', code: 402 } }],
    [
      'insufficient_quota',
      null,
      { base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
    ],
    ['bad_request', null, { error: { type: 'invalid_request_error', message: 'x' } }],
  ]
  it.each(errors)('is %s (%s): %j', async (code, status, body) => {
    for (const behaviour of [json(body), json([body])]) {
      expect((await ask(behaviour)).failure).toMatchObject({ code, status })
    }
    const { failure } = await ask(stream(text('So '), body as object, DONE))
    expect(failure).toMatchObject({ code, status, partial: { content: 'So ' } })
  })

  it.each([
    ['provider_error', { message: 'busy' }],
    ['model_not_found', { detail: 'Model not found' }],
    [
      'authentication',
      { success: false, errors: [{ code: 10000, message: 'Authentication error' }] },
    ],
  ])('is %s where it is all that came: %j', async (code, body) => {
    expect((await ask(json(body))).failure).toMatchObject({ code, status: null })
    expect(await failureOf(embed(json(body)))).toMatchObject({ code, status: null })
    const { failure } = await ask(stream(text('So '), body, end('stop')))
    expect(failure).toBeUndefined()
  })

  it('is billed for what it reports, before it or after it', async () => {
    const error = { error: { message: 'busy', code: 502 } }
    for (const behaviour of [
      json({ ...error, usage: U }),
      stream(tail(U), error, DONE),
      stream(error, tail(U), DONE),
    ]) {
      expect((await ask(behaviour)).failure).toMatchObject({ status: 502, partial: { usage: U } })
    }
  })

  it('ends an answer, whatever follows', async () => {
    const error = { error: { message: 'busy', code: 502 } }
    const { failure } = await ask(stream(text('So '), error, text('what'), end('stop'), DONE))
    expect(failure).toMatchObject({ code: 'provider_error', partial: { content: 'So ' } })
  })

  it('carries the time to wait', async () => {
    const body = { error: { message: 'slow, try again in 20s', code: 429 } }
    expect((await ask(json(body))).failure).toMatchObject({ retryAfterMs: 20_000 })
    const { failure } = await ask((_, response) =>
      sendJson(response, 200, { error: { message: 'slow', code: 429 } }, { 'retry-after': '7' }),
    )
    expect(failure).toMatchObject({ code: 'rate_limited', retryAfterMs: 7000 })
  })

  it.each(errors)('is %s (%s) where embeddings were asked for: %j', async (code, status, body) => {
    expect(await failureOf(embed(json(body)))).toMatchObject({ code, status })
    expect(await failureOf(embed(json([body])))).toMatchObject({ code, status })
  })
})

describe('a message in the place of a delta', () => {
  it('is read, at once or in pieces', async () => {
    const at = (message: object, finish_reason: string | null = null) => ({
      choices: [{ index: 0, message, finish_reason }],
    })
    const once = await ask(stream(at(said, 'stop'), tail(U), DONE))
    expect(once.result).toMatchObject({ ...said, usage: U })
    const pieces = [at({ content: 'Thirty ' }), at({ content: 'days.' }), at({}, 'stop')]
    expect((await ask(stream(...pieces, DONE))).result).toMatchObject(said)
    const repeated = [at({ content: 'ha' }), at({ content: 'ha' }), at({}, 'stop')]
    expect((await ask(stream(...repeated))).result).toMatchObject({ content: 'haha' })
  })

  it('that repeats the deltas adds nothing', async () => {
    const call = { index: 0, id: 'c1', function: { name: 'look', arguments: '{}' } }
    const deltas = [
      delta({ reasoning_content: 'Hm.' }),
      text('Thirty '),
      text('days.'),
      delta({ tool_calls: [call] }),
    ]
    const message = { ...said, reasoning_content: 'Hm.', tool_calls: [call] }
    const { result } = await ask(stream(...deltas, completion(message), tail(U), DONE))
    expect(result).toMatchObject({ ...said, reasoningChars: 3 })
    expect(result!.toolCalls).toHaveLength(1)
    expect(result!.toolCalls[0]!.arguments).toBe('{}')
  })
})
