import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultTimeouts } from '../../worker/providers/deadline.ts'
import * as does from '../stub/behaviours.ts'
import { goodEmbeddings, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import {
  bytes,
  comment,
  DONE,
  end,
  every,
  open,
  role,
  stream,
  text,
  whole,
} from '../stub/stream.ts'
import { until } from '../support/command.ts'
import { held } from './held.ts'
import { callsOf, failureOf } from './provider-calls.ts'

let stub: Stub
let chat: ReturnType<typeof callsOf>['chat']
let embed: ReturnType<typeof callsOf>['embed']
beforeAll(async () => {
  stub = await startStub()
  ;({ chat, embed } = callsOf(stub))
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

describe('without timeouts', () => {
  it('a call has the usual ones', () => {
    expect(defaultTimeouts).toEqual({
      embed: { first_ms: null, silence_ms: 60_000, total_ms: 120_000 },
      chat: { first_ms: null, silence_ms: 60_000, total_ms: null },
      rerank: { first_ms: null, silence_ms: 60_000, total_ms: 60_000 },
    })
  })
})

describe('the first byte', () => {
  it('may be late where nothing limits it, whatever the silence', async () => {
    const late = does.after(150, whole('Here.'))
    expect((await chat(late, { silence_ms: 40 })).content).toBe('Here.')
    const afterHeaders = stream(150, role, text('Here.'), end('stop'), DONE)
    expect((await chat(afterHeaders, { silence_ms: 100 })).content).toBe('Here.')
  })

  it.each([
    ['nothing', does.hang],
    ['a header only', stream(open)],
  ])('is too late when %s came', async (_, behaviour) => {
    const failure = await failureOf(chat(behaviour, { first_ms: 40 }))
    expect(failure).toMatchObject({
      code: 'timeout',
      status: null,
      message: 'the provider did not begin to answer in time',
    })
    expect(await failureOf(embed(behaviour, { first_ms: 40 }))).toMatchObject({ code: 'timeout' })
  })

  it('ends the wait for it', async () => {
    const slow = stream(comment, 150, text('Here.'), end('stop'), DONE)
    expect((await chat(slow, { first_ms: 100 })).content).toBe('Here.')
  })

  it('may come later than Node would wait', async () => {
    const place = Symbol.for('undici.globalDispatcher.1')
    const all = globalThis as unknown as Record<symbol, { dispatch: (...args: never[]) => boolean }>
    const usual = all[place]!
    const headersTimeout = { code: 'UND_ERR_HEADERS_TIMEOUT' }
    const bodyTimeout = { code: 'UND_ERR_BODY_TIMEOUT' }
    // What Node's five minutes do, in less.
    const hasty = { headersTimeout: 50, bodyTimeout: 50 }
    all[place] = {
      dispatch: (options: object, handler: never) =>
        usual.dispatch({ ...hasty, ...options } as never, handler),
    }
    try {
      // Begun later than ours, so that ours would have failed as well.
      const impatient = async (behaviour: Behaviour) => {
        stub.next(behaviour)
        const { cause } = (await fetch(stub.url)
          .then((response) => response.text())
          .catch((error: unknown) => error)) as { cause?: unknown }
        return cause
      }
      const late = held(
        stream(
          role,
          async () => expect(await impatient(stream(role, open))).toMatchObject(bodyTimeout),
          text('Here.'),
          end('stop'),
          DONE,
        ),
      )
      const answer = chat(late.behaviour)
      await late.arrived
      expect(await impatient(does.hang)).toMatchObject(headersTimeout)
      late.release()
      expect((await answer).content).toBe('Here.')
    } finally {
      all[place] = usual
    }
  })
})

describe('silence', () => {
  it.each([
    ['comments', comment],
    ['line ends', '\r\n'],
    ['single carriage returns', '\r'],
    ['frames without text', role],
  ])('is broken by %s', async (_, step) => {
    const steps = every(20, 30, step)
    const answer = stream(role, ...steps, '\n\n', text('Here.'), end('stop'), DONE)
    const result = await chat(answer, { first_ms: 400, silence_ms: 400 })
    expect(result).toMatchObject({ content: 'Here.', finishReason: 'stop' })
  })

  it('is broken by the white space before JSON', async () => {
    const whitespace: Behaviour = (request, response) => {
      const answer = JSON.stringify(goodEmbeddings(request, 384))
      return bytes('application/json', ...every(20, 30, ' \n'), answer)(request, response)
    }
    expect((await embed(whitespace, { first_ms: 400, silence_ms: 400 })).embeddings).toHaveLength(1)
  })

  it('ends a call, with what had come', async () => {
    const failure = await failureOf(chat(stream(role, text('Wait'), open), { silence_ms: 40 }))
    expect(failure).toMatchObject({
      code: 'timeout',
      message: 'the provider fell silent',
      partial: { content: 'Wait', model: 'stub-model' },
    })
    expect(await failureOf(embed(does.hangInBody, { silence_ms: 40 }))).toMatchObject({
      code: 'timeout',
    })
  })

  it('ends a call whose error has no end, or no more than a status', async () => {
    const endless = (beginning: string): Behaviour => {
      return (_, response) => {
        response.writeHead(500, { 'content-type': 'application/json' })
        response.flushHeaders()
        response.write(beginning)
      }
    }
    for (const beginning of ['', '{"error":']) {
      const failure = await failureOf(chat(endless(beginning), { silence_ms: 40 }))
      expect(failure).toMatchObject({ code: 'timeout' })
    }
  })

  it('is not what this thread slept through', async () => {
    const deltas: string[] = []
    const hasSeen = (count: number) => () => until('the text', async () => deltas.length >= count)
    const frame = (content: object) => `data: ${JSON.stringify(content)}\n\n`
    const busy: Behaviour = (request, response) =>
      stream(
        text('Here '),
        hasSeen(1),
        () => {
          // It is in the socket when the timer is due.
          response.write(frame(text('you ')))
          const until = performance.now() + 300
          while (performance.now() < until);
        },
        hasSeen(2),
        text('are.'),
        end('stop'),
        DONE,
      )(request, response)
    const { content } = await chat(
      busy,
      { silence_ms: 200 },
      { onDelta: (delta) => deltas.push(delta) },
    )
    expect(content).toBe('Here you are.')
  })
})

describe('the time in all', () => {
  it('ends a call however lively it is', async () => {
    const lively = stream(role, ...every(10, 1000, text('.')))
    const failure = await failureOf(chat(lively, { silence_ms: 400, total_ms: 200 }))
    expect(failure).toMatchObject({ code: 'timeout' })
    expect(failure.partial!.content).toMatch(/^\.+$/)
    expect(await failureOf(embed(does.drip(20), { total_ms: 60 }))).toMatchObject({
      code: 'timeout',
    })
  })

  it('may be longer than a timer can count', async () => {
    expect((await chat(whole('Here.'), { total_ms: 1e12, first_ms: 1e12 })).content).toBe('Here.')
  })
})
