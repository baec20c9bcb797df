import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startStub, type Stub } from '../stub/provider.ts'
import {
  choice,
  completion,
  delta,
  DONE,
  end,
  json,
  role,
  stream,
  tail,
  text,
  U,
  type Step,
} from '../stub/stream.ts'
import { callsOf, readAlong } from './provider-calls.ts'

let stub: Stub
let ask: ReturnType<typeof readAlong>
beforeAll(async () => {
  stub = await startStub()
  ask = readAlong(callsOf(stub).chat)
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const counts = { prompt_tokens: 1000, completion_tokens: 500 }
const usageOf = async (...steps: Step[]) => {
  const { result } = await ask(stream(role, ...steps))
  expect(result!.content).toBe('Thirty days.')
  return result!.usage
}
const said = text('Thirty days.')
const ended = (fields: object) => ({ ...end('stop'), ...fields })

describe('usage', () => {
  const places: [string, Step[]][] = [
    ['a frame of its own', [said, end('stop'), tail(U)]],
    ['a frame of its own before the reason', [said, tail(U), end('stop')]],
    ['a frame of its own behind the mark', [said, end('stop'), DONE, tail(U)]],
    ['two frames', [said, end('stop'), tail(U), tail(U)]],
    ['the last frame', [said, ended({ usage: U })]],
    ['the first frame', [{ ...said, usage: U }, end('stop')]],
    ['every frame', [{ ...said, usage: { ...U, completion_tokens: 3 } }, ended({ usage: U })]],
    ['the last frame, null in others', [{ ...said, usage: null }, ended({ usage: U }), tail({})]],
    ['a choice', [said, choice({ delta: {}, finish_reason: 'stop', usage: U })]],
    ['a delta', [said, delta({ usage: U }, 'stop')]],
    ['an extension', [said, ended({ x_groq: { id: 'req', usage: U } })]],
    ['another extension', [said, ended({ provider_data: { billing: { usage: U } } })]],
    ['a null behind it', [said, end('stop'), tail(U), { choices: [], usage: null }]],
    [
      'zeros behind it',
      [said, end('stop'), tail(U), tail({ prompt_tokens: 0, completion_tokens: 0 })],
    ],
    ['a part behind it', [said, end('stop'), tail(U), tail({ completion_tokens: 500 })]],
    ['a smaller one behind it', [said, end('stop'), tail(U), tail({ completion_tokens: 2 })]],
    [
      'two parts',
      [
        tail({ prompt_tokens: 1000, completion_tokens: 1 }),
        said,
        ended({ usage: { completion_tokens: 500, total_tokens: 1500 } }),
      ],
    ],
    [
      'texts',
      [
        said,
        end('stop'),
        tail({ prompt_tokens: '1000', completion_tokens: '500', total_tokens: '1500' }),
      ],
    ],
    ['texts and numbers', [said, end('stop'), tail({ ...U, completion_tokens: '7' }), tail(U)]],
  ]
  it.each(places)('is read from %s', async (_, steps) => {
    expect(await usageOf(...steps)).toEqual(U)
  })

  it('keeps its parts by their names', async () => {
    const first = { ...counts, prompt_tokens_details: { cached_tokens: 900, audio_tokens: 0 } }
    const last = {
      completion_tokens: 500,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 400 },
    }
    const expected = {
      ...counts,
      prompt_tokens_details: { cached_tokens: 900, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 400 },
    }
    expect(await usageOf(said, end('stop'), tail(first), tail(last))).toEqual(expected)
    expect(await usageOf(said, end('stop'), tail(last), tail(first))).toEqual(expected)
    const none = { ...counts, prompt_tokens_details: null }
    expect(await usageOf(said, end('stop'), tail(first), tail(none))).toEqual(first)
  })

  it('has the costs that are reported', async () => {
    const cost = {
      ...counts,
      cost: 0.0123,
      is_byok: false,
      cost_details: { upstream_inference_cost: 0.01 },
    }
    expect(await usageOf(said, end('stop'), tail({ ...cost, cost: 0 }), tail(cost))).toEqual(cost)
    expect(await usageOf(said, end('stop'), tail({ ...counts, cost: '0.0123' }))).toEqual({
      ...counts,
      cost: 0.0123,
    })
  })

  it('is not what a model writes', async () => {
    const input = JSON.stringify({ usage: { prompt_tokens: 7 } })
    const wholly = { usage: { prompt_tokens: 7 } }
    const calls = [
      { index: 0, id: 'c', function: { name: 'bill', arguments: input } },
      { index: 1, id: 'd', function: { name: 'bill', arguments: wholly } },
    ]
    const { result } = await ask(stream(delta({ tool_calls: calls }, 'tool_calls'), DONE))
    expect(result!.usage).toBeNull()
  })

  it('is the same in whatever order it is reported', async () => {
    const reports = [
      { prompt_tokens: 1000, completion_tokens: 1 },
      { completion_tokens: 500 },
      { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
      { total_tokens: '1500' },
    ]
    for (const order of ordersOf(reports)) {
      const steps = order.flatMap((usage, place): Step[] =>
        place % 2 === 0 ? [tail(usage)] : [choice({ delta: {}, usage })],
      )
      expect(await usageOf(said, ...steps, end('stop'))).toEqual(U)
      expect(await usageOf(said, end('stop'), ...steps, DONE)).toEqual(U)
    }
  })

  it('is read from JSON as well', async () => {
    const { result } = await ask(
      json(completion({ content: 'Thirty days.' }, 'stop', { x_groq: { usage: U }, usage: null })),
    )
    expect(result!.usage).toEqual(U)
  })
})

function ordersOf<T>(items: T[]): T[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, place) =>
    ordersOf(items.toSpliced(place, 1)).map((rest) => [item, ...rest]),
  )
}
