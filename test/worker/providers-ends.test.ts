import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import {
  choice,
  comment,
  cut,
  delta,
  DONE,
  end,
  event,
  open,
  role,
  stream,
  tail,
  text,
  thought,
  U,
  type Step,
} from '../stub/stream.ts'
import { held } from './held.ts'
import { callsOf, readAlong } from './provider-calls.ts'

let stub: Stub
let chat: ReturnType<typeof callsOf>['chat']
let ask: ReturnType<typeof readAlong>
beforeAll(async () => {
  stub = await startStub()
  ;({ chat } = callsOf(stub))
  ask = readAlong(chat)
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const answer = [role, text('Thirty '), text('days.')]
const running = (content: string, completion_tokens: number) => ({
  ...text(content),
  usage: { prompt_tokens: 1000, completion_tokens },
})

describe('the end of an answer', () => {
  const ends: [string, Step[], string | null, object | null][] = [
    ['a reason', [...answer, end('stop')], 'stop', null],
    ['a reason, usage and the mark', [...answer, end('stop'), tail(U), DONE], 'stop', U],
    ['a usage frame and the mark', [...answer, tail(U), DONE], null, U],
    ['a usage frame alone', [...answer, tail(U)], null, U],
    ['a usage frame without choices', [...answer, { usage: U }], null, U],
    ['a usage frame with null for choices', [...answer, { usage: U, choices: null }], null, U],
    ['a usage frame, with another before the text', [tail(U), ...answer, tail(U)], null, U],
    ['a usage frame and a cut', [...answer, tail(U), cut], null, U],
    ['the mark alone', [...answer, DONE], null, null],
    ['the mark without an empty line', [...answer, 'data: [DONE]'], null, null],
    ['the mark and a cut', [...answer, DONE, cut], null, null],
    ['a reason and a cut', [...answer, end('stop'), cut], 'stop', null],
    ['a reason, usage and a cut', [...answer, end('stop'), tail(U), cut], 'stop', U],
    [
      'empty reasons, usage in the last frame and the mark',
      [
        ...answer.map((step) => ({
          ...step,
          choices: [{ ...step.choices[0], finish_reason: '' }],
        })),
        { ...delta({}, ''), usage: U },
        DONE,
      ],
      null,
      U,
    ],
    [
      'an empty line that is missing',
      [...answer, `data: ${JSON.stringify(end('stop'))}`],
      'stop',
      null,
    ],
  ]
  it.each(ends)('is %s', async (_, steps, finishReason, usage) => {
    const { result } = await ask(stream(...steps))
    expect(result).toMatchObject({ content: 'Thirty days.', finishReason, usage })
  })

  const after: [string, Step[]][] = [
    ['an error', [{ error: { message: 'worker lost', code: 500 } }]],
    ['an error in a choice', [choice({ error: { code: 502 }, finish_reason: 'error' })]],
    ['a named error', [event('error', 'worker lost')]],
    ['a reason that is none', [end('abort')]],
    ['garbage', ['data: {"choi\n\n']],
    ['half a frame and a cut', ['data: {"choi', cut]],
    ['a web page', ['<html>\n<body>bad gateway</body>\n\n']],
    ['empty data', ['data:\n\n', 'data: \n\n']],
    ['another end', [DONE, tail({ prompt_tokens: 0 })]],
  ]
  for (const [proof, steps] of [
    ['a reason', [...answer, end('stop'), tail(U)]],
    ['a usage frame', [...answer, tail(U)]],
    ['the mark', [...answer, tail(U), DONE]],
  ] as const) {
    it.each(after)(`that is ${proof} is not taken away by %s`, async (_, more) => {
      const { result } = await ask(stream(...steps, ...more))
      expect(result).toMatchObject({ content: 'Thirty days.', usage: U })
    })
  }

  it('is not waited for once it is there, however long the connection stays', async () => {
    const whole = { content: 'Thirty days.', usage: U }
    const closed = held(stream(...answer, tail(U), DONE, open))
    closed.release()
    expect((await ask(closed.behaviour)).result).toMatchObject(whole)
    await closed.closed
    const silent = stream(...answer, end('stop'), tail(U), open)
    expect((await ask(silent, { silence_ms: 60 })).result).toMatchObject(whole)
  })

  it('is no work for whoever stops then', async () => {
    const stop = new AbortController()
    const stopping: Behaviour = stream(...answer, end('stop'), 40, () => stop.abort(), open)
    const result = await chat(stopping, {}, { signal: stop.signal })
    expect(result).toMatchObject({ content: 'Thirty days.', finishReason: 'stop' })
  })
})

describe('an answer without an end', () => {
  const cuts: [string, Step[]][] = [
    ['text and a cut', [...answer, cut]],
    ['text alone', answer],
    ['text and a keep-alive', [...answer, comment]],
    ['text and half a mark', [...answer, 'data: [DON']],
    ['text and half a reason', [...answer, 'data: {"choices":[{"index":0,"finish_reason":"st']],
    ['running usage', [running('Thirty ', 1), running('days.', 2)]],
    ['running usage and a cut', [running('Thirty ', 1), running('days.', 2), cut]],
    ['a usage frame that counts nothing', [...answer, tail({ prompt_tokens: 0 }), tail({})]],
    ['usage frames in between', [text('Thirty '), tail(U), text('days.'), tail(U)]],
    ['a usage frame before it', [tail(U), ...answer]],
    ['empty reasons', [delta({ content: 'Thirty days.' }, ''), delta({}, 'null')]],
  ]
  it.each(cuts)('is cut off: %s', async (_, steps) => {
    const { failure } = await ask(stream(...steps))
    expect(failure).toMatchObject({ code: 'connection', partial: { content: 'Thirty days.' } })
  })

  it.each<[string, Step[]]>([
    ['nothing', []],
    ['the mark alone', [DONE]],
    ['a role and the mark', [role, DONE]],
    ['usage and the mark', [tail(U), DONE]],
  ])('is none at all: %s', async (_, steps) => {
    expect((await ask(stream(...steps))).failure).toMatchObject({ code: 'bad_response' })
  })

  it('has what it had thought', async () => {
    const { failure } = await ask(stream(role, thought('Hm.'), cut))
    expect(failure!.partial).toMatchObject({ parts: [{ type: 'reasoning', text: 'Hm.' }] })
  })
})

describe('what is no part of an answer', () => {
  const strangers: [string, Step][] = [
    ['empty data', 'data:\n\n'],
    ['a space', 'data: \n\n'],
    ['a ping', event('ping', 'ping')],
    ['a ping with an empty object', event('ping', '{}')],
    ['a heartbeat without data', 'event: heartbeat\n\n'],
    ['a ping with null', event('ping', 'null')],
    ['a comment', comment],
    ['an id and a retry', 'id: 7\nretry: 3000\n\n'],
    ['a field that nobody knows', 'trace: 12\n\n'],
    ['a frame without choices', { id: 'stub', choices: [] }],
    ['a frame of filters', { choices: [], prompt_filter_results: [{ prompt_index: 0 }] }],
  ]
  it.each(strangers)('is ignored wherever it stands: %s', async (_, stranger) => {
    const steps: Step[] = [...answer, end('stop'), tail(U), DONE]
    for (let place = 0; place <= steps.length; place += 1) {
      const { result } = await ask(stream(...steps.toSpliced(place, 0, stranger)))
      expect(result).toMatchObject({ content: 'Thirty days.', finishReason: 'stop', usage: U })
    }
  })

  it('is told from what is an error', async () => {
    const busy = await ask(stream(text('So'), event('error', 'the model is overloaded')))
    expect(busy.failure).toMatchObject({ code: 'provider_error', partial: { content: 'So' } })
    const named = await ask(stream(text('So'), event('error', '{"message":"busy","code":503}')))
    expect(named.failure).toMatchObject({ code: 'provider_error', status: 503 })
    const bare = await ask(stream(text('So'), '{"error":{"message":"lost","code":500}}\n'))
    expect(bare.failure).toMatchObject({ code: 'provider_error', status: 500 })
    for (const name of ['', 'message']) {
      const odd = await ask(stream(text('So'), event(name, 'pardon?')))
      expect(odd.failure).toMatchObject({ code: 'bad_response', partial: { content: 'So' } })
    }
  })
})
