import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openaiProvider } from '../../worker/providers/openai.ts'
import type { ChatResult, Timeouts } from '../../worker/providers/types.ts'
import * as does from '../stub/behaviours.ts'
import { failWith, sendJson, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import { stream } from '../stub/stream.ts'

const forever: Timeouts = { first_ms: null, silence_ms: null, total_ms: null }
const quick = { ...forever, first_ms: 300, silence_ms: 300 }
const strict = { ...forever, total_ms: 1000 }
const patient = { ...forever, silence_ms: 1000 }
const answer = 'Refunds take 30 days [1].'
let stub: Stub
beforeAll(async () => {
  stub = await startStub({ answer })
})
afterAll(() => stub.close())

async function ask(
  behaviour?: Behaviour,
  { timeouts, signal }: { timeouts?: Timeouts; signal?: AbortSignal } = {},
) {
  if (behaviour) stub.next(behaviour)
  const deltas: string[] = []
  const before = stub.requests.length
  const call = openaiProvider({ alias: 'stub', url: stub.url, key: null }, []).chat(
    {
      model: 'stub-chat',
      messages: [{ role: 'user', content: 'How long?' }],
      params: { temperature: 0.2, stream: false, model: 'another' },
    },
    {
      signal: signal ?? new AbortController().signal,
      onDelta: (text) => deltas.push(text),
      ...(timeouts ? { timeouts } : {}),
    },
  )
  const outcome = await call.then(
    (result) => ({ result, failure: undefined }),
    (error: {
      failure: { code: string; status: number | null; message: string; partial?: ChatResult }
    }) => ({
      result: undefined,
      failure: error.failure,
    }),
  )
  return { ...outcome, deltas, requests: stub.requests.slice(before) }
}

describe('a streamed answer', () => {
  it('comes in pieces and ends with its usage', async () => {
    const { result, deltas, requests } = await ask()
    expect(result).toMatchObject({
      content: answer,
      finishReason: 'stop',
      usage: { prompt_tokens: 3, completion_tokens: 7 },
      model: 'stub-chat',
      responseId: 'stub',
    })
    expect(deltas.length).toBeGreaterThan(1)
    expect(deltas.join('')).toBe(answer)
    expect(requests.map(({ body }) => body)).toEqual([
      {
        model: 'stub-chat',
        messages: [{ role: 'user', content: 'How long?' }],
        temperature: 0.2,
        stream: true,
        stream_options: { include_usage: true },
      },
    ])
  })

  it('measures the first token, not the first header', async () => {
    const chunks = [does.chunk(''), does.chunk('late'), does.chunk('', 'stop')]
    const { result } = await ask(does.events(chunks, { everyMs: 80 }))
    expect(result!.firstTokenMs).toBeGreaterThan(70)
  })

  it('may be longer than the silence that is allowed', async () => {
    const chunks = [...[...'abcde'].map((letter) => does.chunk(letter)), does.chunk('', 'length')]
    const { result } = await ask(does.events(chunks, { everyMs: 240 }), { timeouts: patient })
    expect(result).toMatchObject({ content: 'abcde', finishReason: 'length' })
  })

  it('has unknown tokens when the server does not say', async () => {
    const { result } = await ask(does.events([does.chunk('hi', 'stop')]))
    expect(result).toMatchObject({ usage: null, serviceTier: null })
  })

  it('holds nothing that a text column refuses', async () => {
    const { result, deltas } = await ask(does.events([does.chunk('a\0b'), does.chunk('', 'stop')]))
    expect(result!.content).toBe('ab')
    expect(deltas).toEqual(['ab'])
  })

  it('may be filtered or empty: that is for SQL to judge', async () => {
    const { result } = await ask(does.events([does.chunk('', 'content_filter')]))
    expect(result).toMatchObject({
      content: '',
      finishReason: 'content_filter',
      firstTokenMs: null,
    })
  })
})

describe('an answer that breaks', () => {
  it('hands over what had come when it is cut off', async () => {
    const usage = { ...does.chunk(' or'), usage: { prompt_tokens: 9, completion_tokens: 2 } }
    const cut = does.events([does.chunk('Either'), usage], { isComplete: false, everyMs: 20 })
    const { failure, deltas } = await ask(cut)
    expect(failure).toMatchObject({ code: 'connection', status: null })
    expect(failure!.partial).toMatchObject({
      content: 'Either or',
      usage: { prompt_tokens: 9, completion_tokens: 2 },
      finishReason: null,
    })
    expect(deltas).toEqual(['Either', ' or'])
  })

  it('is cut off as well when the stream ends politely without a sign of its end', async () => {
    const { failure } = await ask(stream(does.chunk('Either')))
    expect(failure).toMatchObject({ code: 'connection', partial: { content: 'Either' } })
  })

  it('is a timeout when it falls silent, before and after the first piece', async () => {
    expect((await ask(does.hang, { timeouts: quick })).failure).toMatchObject({ code: 'timeout' })
    const silent: Behaviour = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`data: ${JSON.stringify(does.chunk('Wait'))}\n\n`)
    }
    expect((await ask(silent, { timeouts: quick })).failure).toMatchObject({
      code: 'timeout',
      partial: { content: 'Wait' },
    })
  })

  it('is a timeout when it drips for ever', async () => {
    const chunks = Array.from({ length: 100 }, () => does.chunk('.'))
    const { failure } = await ask(does.events(chunks, { everyMs: 50 }), { timeouts: strict })
    expect(failure).toMatchObject({ code: 'timeout' })
    expect(failure!.partial!.content.length).toBeGreaterThan(3)
  })

  it('is aborted by the caller, with what had come', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 400)
    const chunks = Array.from({ length: 200 }, () => does.chunk('.'))
    const { failure } = await ask(does.events(chunks, { everyMs: 20 }), { signal: stop.signal })
    expect(failure).toMatchObject({ code: 'aborted' })
    expect(failure!.partial!.content).toMatch(/^\.+$/)
  })

  it.each([
    ['rate_limited', { message: 'slow', code: 'rate_limit_exceeded' }, null],
    ['rate_limited', { message: 'slow', code: 429 }, 429],
    ['provider_error', { message: 'overloaded' }, null],
    ['provider_error', { message: 'upstream', code: 502 }, 502],
    ['context_length_exceeded', { message: 'x', code: 'context_length_exceeded' }, null],
  ])('is %s when the stream says so', async (code, error, status) => {
    const { failure } = await ask(does.events([does.chunk('So'), { error }]))
    expect(failure).toMatchObject({ code, status, partial: { content: 'So' } })
  })

  it.each([
    ['garbage', does.events(['{"choices": [{'])],
    ['a web page', does.webPage],
    ['nothing', does.body('', 'text/event-stream')],
  ])('is a bad response when the server sends %s', async (_, behaviour) => {
    expect((await ask(behaviour)).failure).toMatchObject({ code: 'bad_response' })
  })

  it('is refused when one of its events never ends, with what had come', async () => {
    const { failure } = await ask(async (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`data: ${JSON.stringify(does.chunk('So'))}\n\ndata: `)
      await does.huge(50)(request, response)
    })
    expect(failure).toMatchObject({ code: 'bad_response', partial: { content: 'So' } })
    expect(failure!.message).toContain('an event of the provider is larger than 4 MB')
  })

  it('may have more in all than one event may have', async () => {
    const chunks = Array.from({ length: 100 }, () => does.chunk('x'.repeat(60_000)))
    const { result } = await ask(does.events([...chunks, does.chunk('', 'stop')]))
    expect(result!.content).toHaveLength(6_000_000)
  })

  it('fails like any other call before it begins', async () => {
    const { failure } = await ask(failWith(404, 'model_not_found'))
    expect(failure).toMatchObject({ code: 'model_not_found', status: 404 })
    const asked = await ask((_, response) => sendJson(response, 500, {}))
    expect(asked.failure).toMatchObject({ code: 'provider_error', status: 500 })
    expect(asked.requests).toHaveLength(1)
  })
})

it('sends the headers of its provider', async () => {
  const headers = { 'http-referer': 'https://example.com', 'x-title': 'Handbook' }
  const provider = openaiProvider({ alias: 'stub', url: stub.url, key: 'k', headers }, [])
  const request = { model: 'stub-chat', messages: [], params: {} }
  await provider.chat(request, { signal: new AbortController().signal })
  expect(stub.requests.at(-1)!.headers).toMatchObject({ ...headers, authorization: 'Bearer k' })
})
