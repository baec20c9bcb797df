import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startStub, type Stub } from '../stub/provider.ts'
import {
  completion,
  cut,
  delta,
  DONE,
  end,
  json,
  role,
  stream,
  tail,
  text,
  U,
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

type Piece = { index?: number; id?: string; type?: string; function?: object }
const called = (...tool_calls: Piece[]) => delta({ tool_calls })
const input = '{"city":"Bonn"}'
const look = { id: 'c1', name: 'look', arguments: input }
const find = { id: 'c2', name: 'find', arguments: '{}' }

describe('calls of tools', () => {
  const forms: [string, object[], object[]][] = [
    [
      'pieces by index',
      [
        called({ index: 0, id: 'c1', type: 'function', function: { name: 'look', arguments: '' } }),
        ...[...input].map((one) => called({ index: 0, function: { arguments: one } })),
        called({ index: 1, id: 'c2', function: { name: 'find', arguments: '{}' } }),
      ],
      [look, find],
    ],
    [
      'pieces in turns',
      [
        called(
          { index: 0, id: 'c1', function: { name: 'look' } },
          { index: 1, id: 'c2', function: { name: 'find' } },
        ),
        called({ index: 0, function: { arguments: '{"city":' } }),
        called({ index: 1, function: { arguments: '{}' } }),
        called({ index: 0, function: { arguments: '"Bonn"}' } }),
      ],
      [look, find],
    ],
    [
      'whole, each with index 0',
      [
        called({ index: 0, id: 'c1', function: { name: 'look', arguments: input } }),
        called({ index: 0, id: 'c2', function: { name: 'find', arguments: '{}' } }),
      ],
      [look, find],
    ],
    [
      'whole, without an index',
      [
        called({ id: 'c1', function: { name: 'look', arguments: input } }),
        called({ id: 'c2', function: { name: 'find', arguments: '{}' } }),
      ],
      [look, find],
    ],
    [
      'pieces without an index',
      [
        called({ id: 'c1', function: { name: 'look', arguments: '{"city":' } }),
        called({ function: { arguments: '"Bo' } }),
        called({ id: 'c1', function: { arguments: 'nn"}' } }),
        called({ id: 'c2', function: { name: 'find', arguments: '{}' } }),
      ],
      [look, find],
    ],
    [
      'id and name again with each piece',
      ['{"city":', '"Bonn"}'].map((one) =>
        called({ index: 0, id: 'c1', function: { name: 'look', arguments: one } }),
      ),
      [look],
    ],
    [
      'another id with each piece',
      [
        called({ index: 0, id: 'c1', function: { name: 'look', arguments: '{"city":' } }),
        called({ index: 0, id: 'x7', function: { arguments: '"Bonn"}' } }),
      ],
      [look],
    ],
    [
      'a name in pieces',
      [
        called({ index: 0, id: 'c1', function: { name: 'lo' } }),
        called({ index: 0, function: { name: 'ok', arguments: input } }),
      ],
      [look],
    ],
    [
      'arguments as an object',
      [called({ index: 0, id: 'c1', function: { name: 'look', arguments: { city: 'Bonn' } } })],
      [look],
    ],
    [
      'no id',
      [
        called(
          { index: 0, function: { name: 'look', arguments: input } },
          { index: 1, function: { name: 'find', arguments: '{}' } },
        ),
      ],
      [
        { ...look, id: 'call_1' },
        { ...find, id: 'call_2' },
      ],
    ],
    [
      'the old form',
      [
        delta({ function_call: { name: 'look', arguments: '' } }),
        delta({ function_call: { arguments: '{"city":' } }),
        delta({ function_call: { arguments: '"Bonn"}' } }),
      ],
      [{ ...look, id: 'call_1' }],
    ],
  ]
  it.each(forms)('are kept as %s', async (_, frames, calls) => {
    const parts = calls.map((call) => ({ type: 'tool_call', ...call }))
    for (const reason of ['tool_calls', 'stop']) {
      const { result } = await ask(stream(role, ...frames, end(reason), tail(U), DONE))
      expect(result).toMatchObject({ content: '', toolCalls: calls, parts, finishReason: reason })
    }
    const { result } = await ask(
      stream(text('Let me look.'), ...frames, end('tool_calls'), tail(U), DONE),
    )
    expect(result).toMatchObject({ content: 'Let me look.', toolCalls: calls, usage: U })
    // Calls alone are an answer as well, where nothing but the mark says that it ended.
    expect((await ask(stream(...frames, DONE))).result).toMatchObject({ toolCalls: calls })
    const broken = await ask(stream(...frames, cut))
    expect(broken.failure).toMatchObject({ code: 'connection', partial: { toolCalls: calls } })
  })

  it('are kept from JSON, beside thoughts', async () => {
    const tool_calls = [
      { id: 'c1', type: 'function', function: { name: 'look', arguments: input } },
      { id: 'c2', type: 'function', function: { name: 'find', arguments: {} } },
    ]
    const message = { content: null, reasoning_content: 'Hm.', tool_calls }
    const { result } = await ask(json(completion(message, 'tool_calls', { usage: U })))
    expect(result).toMatchObject({ content: '', toolCalls: [look, find], usage: U })
    expect(result!.parts).toEqual([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'tool_call', ...look },
      { type: 'tool_call', ...find },
    ])
    const old = completion({ content: '', function_call: { name: 'look', arguments: input } })
    expect((await ask(json(old))).result!.toolCalls).toEqual([{ ...look, id: 'call_1' }])
  })

  it('are none where there are none', async () => {
    for (const tool_calls of [null, [], [null], [{ index: 0 }], [{ function: {} }], 'x']) {
      const { result } = await ask(stream(text('Yes.'), delta({ tool_calls }), end('stop')))
      expect(result).toMatchObject({ content: 'Yes.', toolCalls: [], parts: [] })
    }
  })

  it('cut by the limit are no thoughts', async () => {
    const piece = called({ index: 0, id: 'c1', function: { name: 'look', arguments: '{"ci' } })
    const { result } = await ask(stream(delta({ reasoning: 'Hm.' }), piece, end('length'), DONE))
    expect(result).toMatchObject({ finishReason: 'length', toolCalls: [{ arguments: '{"ci' }] })
  })

  it('hold nothing that JSON refuses', async () => {
    const piece = called({
      index: 0,
      id: 'c\0',
      function: { name: 'look', arguments: 'a\0\ud83d' },
    })
    const { result } = await ask(stream(piece, end('tool_calls'), DONE))
    expect(result!.toolCalls).toEqual([{ id: 'c', name: 'look', arguments: 'a\ufffd' }])
  })
})
