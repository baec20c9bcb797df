import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStub, type Stub } from '../stub/provider.ts'
import { cut, DONE, end, role, stream, tail, text, thought, U } from '../stub/stream.ts'
import { callsOf } from './provider-calls.ts'

let stub: Stub
let chat: ReturnType<typeof callsOf>['chat']
beforeAll(async () => {
  stub = await startStub()
  ;({ chat } = callsOf(stub))
})
afterAll(() => stub.close())

describe('thinking', () => {
  const thoughts = (...steps: Parameters<typeof stream>) =>
    stream(role, ...steps, text('Here.'), end('stop'), tail(U), DONE)
  const part = (content: unknown) => ({ choices: [{ index: 0, delta: { content } }] })
  it.each([
    ['as reasoning_content', [thought('Let me '), thought('see.')], 11],
    ['as reasoning', [thought('Let me ', 'reasoning'), thought('see.', 'reasoning')], 11],
    [
      'under both names, once',
      [{ choices: [{ index: 0, delta: { reasoning: 'Hm.', reasoning_content: 'Hm.' } }] }],
      3,
    ],
    ['as a part', [part([{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm, hm.' }] }])], 7],
    ['as a part of text', [part([{ type: 'thinking', thinking: 'Hm.' }])], 3],
    ['as null', [{ choices: [{ index: 0, delta: { reasoning_content: null } }] }], 0],
    ['as something else', [{ choices: [{ index: 0, delta: { reasoning: { a: 1 } } }] }], 0],
    ['with odd parts', [part([null, 7, { type: 'thinking', thinking: [null, 'Hm'] }])], 2],
    ['not at all', [], 0],
  ])('is counted when it comes %s', async (_, steps, chars) => {
    const result = await chat(thoughts(...steps))
    expect(result).toMatchObject({ content: 'Here.', reasoningChars: chars })
  })

  it('is not lost with a connection that breaks', async () => {
    const partial = { content: '', reasoningChars: 11 }
    await expect(chat(stream(role, thought('Let me see.'), cut))).rejects.toMatchObject({
      failure: { code: 'connection', partial },
    })
  })
})
