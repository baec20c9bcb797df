import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chatAnswer } from '../../worker/providers/chat/answer.ts'
import { piecesOf } from '../../worker/providers/chat/server-events.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import {
  bytes,
  comment,
  completion,
  cut,
  delta,
  DONE,
  end,
  event,
  framed,
  json,
  role,
  stream,
  tail,
  text,
  thought,
  U,
  type Step,
} from '../stub/stream.ts'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { callsOf, readAlong } from './provider-calls.ts'

let stub: Stub
let ask: ReturnType<typeof readAlong>
beforeAll(async () => {
  stub = await startStub()
  ask = readAlong(callsOf(stub).chat)
})
afterAll(() => stub.close())

const content = 'Dreißig Tage, 30 日 🙂 [1].'
const words = ['Dreißig ', 'Tage, ', '30 日 ', '🙂 [1].']
const frames = [role, thought('Hm.'), ...words.map(text), end('stop'), tail(U)]
const expected = { content, usage: U, finishReason: 'stop', reasoningChars: 3 }
const wire = (lineEnd = '\n') =>
  Buffer.from(
    frames.map((frame) => framed(frame, lineEnd)).join('') + `data: [DONE]${lineEnd}${lineEnd}`,
  )

/** What comes of these packets, without a socket that might join them; it may break behind the last. */
async function read(packets: Uint8Array[], { isCut = false } = {}) {
  const answer = chatAnswer(new Headers(), [])
  let shown = ''
  async function* sent() {
    yield* packets
    if (isCut) throw new Error('cut')
  }
  try {
    for await (const piece of piecesOf(sent())) shown += answer.take(piece)
  } catch (error) {
    expect(error).toMatchObject({ message: 'cut' })
  }
  shown += answer.end()
  const { result } = answer
  expect(shown).toBe(result.content)
  const failure = answer.failure()?.failure
  return failure ? { failure: { ...failure, partial: result } } : { result, failure }
}

/** Never a wrong text, nor a smaller count. */
function expectAllOrNothing({
  result,
  failure,
}: Awaited<ReturnType<typeof ask>> | Awaited<ReturnType<typeof read>>): boolean {
  if (result) {
    expect(result.content).toBe(content)
    if (result.usage !== null) expect(result.usage).toEqual(U)
    return true
  }
  expect(['connection', 'bad_response']).toContain(failure!.code)
  expect(content.startsWith(failure!.partial!.content)).toBe(true)
  return false
}

describe('a good stream', () => {
  const all = wire()
  const ofReason = framed(end('stop')).trimEnd()
  const reasonAt = all.indexOf(ofReason) + ofReason.length
  const boundaries = [0]
  for (let at = 0; (at = all.indexOf('\n\n', at)) >= 0;) boundaries.push((at += 2))

  it.each([true, false])('that ends after any byte is all or a failure, cut: %s', async (isCut) => {
    for (let length = 0; length <= all.length; length += 1) {
      const isWhole = expectAllOrNothing(await read([all.subarray(0, length)], { isCut }))
      expect(isWhole, `after ${length} bytes`).toBe(length >= reasonAt)
    }
  })

  it.each([true, false])('that ends around a frame is so too, cut: %s', async (isCut) => {
    for (const boundary of boundaries) {
      for (const length of [boundary - 2, boundary - 1, boundary, boundary + 9]) {
        const steps: Step[] = [all.subarray(0, Math.max(0, length))]
        if (isCut) steps.push(cut)
        const isWhole = expectAllOrNothing(await ask(stream(...steps)))
        expect(isWhole, `after ${length} bytes`).toBe(length >= reasonAt)
      }
    }
  })

  it.each(['\n', '\r\n', '\r'])('comes a byte at a time, with lines that end in %j', async (lf) => {
    const single = [...wire(lf)].map((byte) => Uint8Array.of(byte))
    expect((await ask(stream(...single))).result).toMatchObject(expected)
    expect((await read(single)).result).toMatchObject(expected)
    const marked = [Uint8Array.of(0xef), Uint8Array.of(0xbb), Uint8Array.of(0xbf), ...single]
    expect((await ask(stream(...marked))).result).toMatchObject(expected)
  })

  it.each(['\n', '\r\n', '\r'])('comes in two packets, with lines that end in %j', async (lf) => {
    const all = wire(lf)
    for (let at = 0; at <= all.length; at += 1) {
      const { result } = await read([all.subarray(0, at), all.subarray(at)])
      expect(result).toMatchObject(expected)
    }
  })

  it('needs no more than its choices', async () => {
    const names = ['id', 'model', 'created', 'object', 'index', 'role']
    for (let kept = 0; kept < 2 ** names.length; kept += 1) {
      const without = new Set(names.filter((_, bit) => (kept & (2 ** bit)) === 0))
      const bare = (value: object): object =>
        JSON.parse(
          JSON.stringify(
            { created: 1, object: 'chat.completion.chunk', ...value },
            (name, part: unknown) => (without.has(name) ? undefined : part),
          ),
        ) as object
      const { result } = await ask(stream(...frames.map(bare), DONE))
      expect(result).toMatchObject(expected)
      const whole = completion({ content, reasoning_content: 'Hm.' }, 'stop', { usage: U })
      expect((await ask(json(bare(whole)))).result).toMatchObject(expected)
    }
  })

  it('of several servers is the same answer', async () => {
    const random = createRandom(newSeed('streams'))
    for (let run = 0; run < 150; run += 1) {
      const all = Buffer.from(dialect(random))
      const packets: Uint8Array[] = []
      for (let at = 0; at < all.length;) {
        const size = random.int(1, random.chance(0.3) ? 5 : 400)
        packets.push(all.subarray(at, at + size))
        at += size
      }
      const type = random.pick([
        'text/event-stream',
        'text/event-stream; charset=utf-8',
        'text/plain',
      ])
      const steps: Step[] = packets
      if (random.chance(0.3)) steps.push(cut)
      const { result } = await ask(bytes(type, ...steps))
      expect(result, `seed ${random.seed}, run ${run}: ${all.toString()}`).toMatchObject({
        content,
        usage: U,
        reasoningChars: 3,
      })
    }
  })
})

/** The answer as one server or another may write it. */
function dialect(random: Random): string {
  const lineEnd = random.pick(['\n', '\r\n', '\r'])
  const strangers = [
    comment,
    ': \n',
    'data:\n\n',
    'event: ping\ndata: ping\n\n',
    event('ping', '{"type":"ping"}'),
    'retry: 10\n',
    `id: ${random.int(0, 99)}\n`,
    framed({ id: 'x', choices: [] }),
    framed(role),
  ]
  const said: object[] = []
  for (let rest = content; rest !== '';) {
    const piece = rest.slice(0, random.int(1, 9))
    rest = rest.slice(piece.length)
    const parts = [{ type: 'text', text: piece }]
    const form = random.int(0, 2)
    said.push(
      form === 0
        ? text(piece)
        : form === 1
          ? delta({ content: parts })
          : { choices: [{ index: 0, message: { content: piece } }] },
    )
  }
  const hm = random.pick([
    thought('Hm.'),
    thought('Hm.', 'reasoning'),
    text('<think>Hm.</think>\n'),
    delta({ content: [{ type: 'thinking', thinking: 'Hm.' }] }),
  ])
  const partial = { prompt_tokens: 1000, completion_tokens: random.int(1, 400) }
  const counted = random.chance(0.3) ? said.map((frame) => ({ ...frame, usage: partial })) : said
  const reason = [end(random.pick(['stop', 'STOP', 'end_turn', 'eos']))]
  // Each of them proves an end; usage has to come with one of them.
  const ends = random.pick([
    [...reason, tail(U), DONE],
    [...reason, tail(U)],
    [{ ...reason[0], usage: U }],
    [
      ...reason,
      tail({ completion_tokens: 500 }),
      tail({ prompt_tokens: 1000, total_tokens: 1500 }),
    ],
    [tail(U), DONE],
    [tail(U)],
    [tail(U), ...reason, tail({ prompt_tokens: 0, completion_tokens: 0 }), DONE],
    [...reason, DONE, tail(U)],
  ])
  const written = [role, hm, ...counted, ...ends].flatMap((frame) => [
    ...(random.chance(0.2) ? [random.pick(strangers)] : []),
    typeof frame === 'string' ? frame : framed(frame),
  ])
  return written.join('').replaceAll('\n', lineEnd)
}
