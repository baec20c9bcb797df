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
  thought,
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

const part = (content: unknown) => delta({ content })
const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'Hm, [2].' }] }
const parts = (...texts: string[]) => texts.map((one) => ({ type: 'text', text: one }))
const answerOf = async (...steps: Step[]) =>
  (await ask(stream(role, ...steps, end('stop'), tail(U), DONE))).result

describe('content', () => {
  const forms: [string, unknown[], string][] = [
    ['text', ['Take ', '30', ' days'], ''],
    ['text among parts', [[thinking], 'Take ', parts('30'), ' days'], 'Hm, [2].'],
    ['parts alone', [parts('Take '), parts('30', ' days')], ''],
    ['parts of output', [[{ type: 'output_text', text: 'Take 30 days' }]], ''],
    ['parts without a type', [[{ text: 'Take 30' }, { text: ' days' }]], ''],
    ['texts in a list', [['Take ', '30', ' days']], ''],
    ['one part', [{ type: 'text', text: 'Take 30 days' }], ''],
    ['a text within a part', [[{ type: 'text', text: { value: 'Take 30 days' } }]], ''],
    [
      'parts that are no text',
      [
        parts('Take 30'),
        [{ type: 'reference', reference_ids: [1], text: '[1]' }],
        [{ type: 'image_url', image_url: { url: 'data:,' } }, null, 7],
        parts(' days'),
      ],
      '',
    ],
    ['thoughts of another kind', [[{ type: 'reasoning', text: 'Hm.' }], 'Take 30 days'], 'Hm.'],
    ['thoughts by a flag', [[{ text: 'Hm.', thought: true }], parts('Take 30 days')], 'Hm.'],
    ['null', [null, 'Take 30 days', null], ''],
  ]
  it.each(forms)('is %s', async (_, contents, thoughts) => {
    const expected = {
      content: 'Take 30 days',
      reasoningChars: thoughts.length,
      parts: thoughts === '' ? [] : [{ type: 'reasoning', text: thoughts }],
      isRefusal: false,
    }
    expect(await answerOf(...contents.map(part))).toMatchObject(expected)
    const whole = contents.length === 1 ? contents[0] : contents.flat()
    const { result } = await ask(json(completion({ content: whole })))
    expect(result).toMatchObject(expected)
  })

  it('is a refusal where it says so', async () => {
    const refused = { content: 'I will not help with that.', isRefusal: true }
    const deltas = [delta({ refusal: 'I will not ' }), delta({ refusal: 'help with that.' })]
    expect(await answerOf(...deltas)).toMatchObject(refused)
    const asPart = part([{ type: 'refusal', refusal: 'I will not help with that.' }])
    expect(await answerOf(asPart)).toMatchObject(refused)
    const message = completion({ content: null, refusal: 'I will not help with that.' })
    expect((await ask(json(message))).result).toMatchObject(refused)
    expect(await answerOf(...deltas, message)).toMatchObject(refused)
    expect(await answerOf(delta({ content: 'Yes.', refusal: null }))).toMatchObject({
      content: 'Yes.',
      isRefusal: false,
    })
  })

  it('is that of the first of several choices', async () => {
    const of = (index: number | undefined, content: string, finish: string | null = null) => ({
      choices: [{ index, delta: { content }, finish_reason: finish }],
    })
    const turns = [of(0, 'A1 '), of(1, 'B1 '), of(0, 'A2'), of(1, 'B2'), of(1, '', 'length')]
    const result = await answerOf(...turns, of(0, '', 'stop'))
    expect(result).toMatchObject({ content: 'A1 A2', finishReason: 'stop' })
    expect(await answerOf(of(1, 'B1'), of(0, 'A1'))).toMatchObject({ content: 'A1' })
    const both = { choices: [...of(1, 'B1').choices, ...of(0, 'A1').choices] }
    expect(await answerOf(both)).toMatchObject({ content: 'A1' })
    expect(await answerOf(of(undefined, 'A1'))).toMatchObject({ content: 'A1' })
    const { failure } = await ask(stream(of(0, 'A1'), of(1, 'B1', 'stop'), cut))
    expect(failure).toMatchObject({ code: 'connection', partial: { content: 'A1' } })
  })
})

describe('thoughts', () => {
  const pieces = (content: string, size: number) =>
    (content.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []).map((one) => text(one))

  const marked: [string, string, string][] = [
    ['<think>Hm, [2].</think> Thirty days [1].', 'Thirty days [1].', 'Hm, [2].'],
    ['\n<think>\nHm.\n</think>\n\nThirty days.', 'Thirty days.', '\nHm.\n'],
    ['<THINK>Hm.</Think>Thirty <think>days</think>.', 'Thirty <think>days</think>.', 'Hm.'],
    ['<thinking>a < b </thinkin> c</thinking>Yes.', 'Yes.', 'a < b </thinkin> c'],
    ['<think></think>\n\nYes.', 'Yes.', ''],
    ['<think>One.</think>\n<think>Two.</think>Yes.', 'Yes.', 'One.Two.'],
    ['[THINK]Hm.[/THINK]Yes.', 'Yes.', 'Hm.'],
    ['<think>Hm, and then', '', 'Hm, and then'],
    ['<think>Hm.</thi', '', 'Hm.</thi'],
    ['  Thirty days.  ', '  Thirty days.  ', ''],
    ['<thin', '<thin', ''],
    ['<b>Yes</b> <think>', '<b>Yes</b> <think>', ''],
    ['Use <think> and </think>.', 'Use <think> and </think>.', ''],
    ['\n', '\n', ''],
    ['ſ<thinK>İ', 'ſ<thinK>İ', ''],
  ]
  it.each(marked)(
    'are told from the answer by their marks: %j',
    async (content, answer, hidden) => {
      const expected = {
        content: answer,
        reasoningChars: hidden.length,
        parts: hidden === '' ? [] : [{ type: 'reasoning', text: hidden }],
      }
      for (const size of [1, 2, 3, 7, 100]) {
        expect(await answerOf(...pieces(content, size))).toMatchObject(expected)
      }
      expect((await ask(json(completion({ content })))).result).toMatchObject(expected)
      // What came before a cut is told apart alike.
      const { failure } = await ask(stream(...pieces(content, 3), cut))
      expect(failure!.partial).toMatchObject(expected)
    },
  )

  it.each([
    ['under another name', [thought('Hm.')]],
    ['under two names', [delta({ reasoning: 'Hm.', reasoning_content: 'Hm.' })]],
    [
      'as details beside it',
      [delta({ reasoning: 'Hm.', reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] })],
    ],
    [
      'as details alone',
      [delta({ reasoning_details: [{ type: 'reasoning.summary', summary: 'Hm.' }] })],
    ],
    ['as blocks', [delta({ thinking_blocks: [{ type: 'thinking', thinking: 'Hm.' }] })]],
    ['in an object', [delta({ reasoning: { content: 'Hm.' } })]],
    ['in pieces', [thought('H'), thought('m.')]],
  ])('come %s', async (_, steps) => {
    expect(await answerOf(...steps, text('Yes.'))).toMatchObject({
      content: 'Yes.',
      reasoningChars: 3,
      parts: [{ type: 'reasoning', text: 'Hm.' }],
    })
  })

  it('hold nothing that JSON refuses', async () => {
    const { parts: kept } = (await answerOf(thought('a\0b\ud83d'), text('Yes.')))!
    expect(kept).toEqual([{ type: 'reasoning', text: 'ab\ufffd' }])
  })

  it.each(['length', 'max_tokens', 'MAX_TOKENS'])(
    'that took all of the limit are said to: %s',
    async (reason) => {
      const usage = [tail(U), DONE]
      for (const steps of [
        [thought('Hm, hm.'), end(reason)],
        [text('<think>Hm, hm.'), end(reason)],
        [part([thinking]), text('\n'), end(reason)],
      ]) {
        const { failure } = await ask(stream(role, ...steps, ...usage))
        expect(failure).toMatchObject({ code: 'empty_answer', partial: { usage: U } })
        expect(failure!.message).toMatch(/limit .* went into thinking/)
      }
      const { result } = await ask(stream(thought('Hm'), text('Thirty da'), end(reason), ...usage))
      expect(result).toMatchObject({ content: 'Thirty da', finishReason: 'length' })
    },
  )

  it('without an answer and without a limit are an empty answer', async () => {
    expect(await answerOf(thought('Hm.'))).toMatchObject({ content: '', finishReason: 'stop' })
  })
})
