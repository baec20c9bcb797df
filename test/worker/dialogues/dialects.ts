import type { Random } from '../../support/random.ts'
import {
  choice,
  comment,
  completion,
  cut,
  delta,
  DONE,
  end,
  event,
  tail,
} from '../../stub/stream.ts'
import { framed, json, role, stream, text, thought } from '../../stub/stream.ts'
import type { Behaviour } from '../../stub/provider.ts'

/** What the provider means by an answer: its text, and tokens, of which the cache gave a part. */
export type Meant = { content: string; input: number; cached: number; output: number }

/** The same answer, as a server says it; what it bills itself is in US cents. */
type Dialect = (meant: Meant, random: Random) => { behaviour: Behaviour; cents?: string }

/** A text in pieces of one to twelve characters. */
function pieces(content: string, random: Random): string[] {
  const letters = [...content]
  const found: string[] = []
  while (letters.length > 0) found.push(letters.splice(0, random.int(1, 12)).join(''))
  return found
}

const usageOf = ({ input, cached, output }: Meant) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cached },
})

const texts = (meant: Meant, random: Random) => pieces(meant.content, random).map(text)

/** Dialects of servers that people use, by what is peculiar about them. */
export const dialects: Record<string, Dialect> = {
  'as OpenAI says it': (meant, random) => ({
    behaviour: stream(role, ...texts(meant, random), end('stop'), tail(usageOf(meant)), DONE),
  }),
  'without a reason': (meant, random) => ({
    behaviour: stream(...texts(meant, random), tail(usageOf(meant)), DONE),
  }),
  'with an empty reason, and usage beside the last text': (meant, random) => {
    const frames = pieces(meant.content, random).map((content) =>
      choice({ delta: { content }, finish_reason: '' }),
    )
    const last = { ...frames.pop()!, usage: usageOf(meant) }
    return { behaviour: stream(...frames, last, DONE) }
  },
  'closed without a mark': (meant, random) => ({
    behaviour: stream(role, ...texts(meant, random), tail(usageOf(meant))),
  }),
  'cut after its end': (meant, random) => ({
    behaviour: stream(role, ...texts(meant, random), end('eos'), tail(usageOf(meant)), cut),
  }),
  'as one JSON body': (meant) => ({
    behaviour: json(completion({ content: meant.content }, 'stop', { usage: usageOf(meant) })),
  }),
  'in parts, some of them thoughts': (meant, random) => ({
    behaviour: stream(
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm [9].' }] }] }),
      ...pieces(meant.content, random).map((piece) =>
        delta({ content: random.chance(0.5) ? piece : [{ type: 'text', text: piece }] }),
      ),
      end('stop'),
      tail(usageOf(meant)),
      DONE,
    ),
  }),
  'with reasoning, and the cache counted by its own names': (meant, random) => ({
    behaviour: stream(
      thought('Let me see. '),
      thought('Sources say [9].'),
      ...texts(meant, random),
      end('stop'),
      tail({
        prompt_tokens: meant.input,
        completion_tokens: meant.output,
        prompt_cache_hit_tokens: meant.cached,
        prompt_cache_miss_tokens: meant.input - meant.cached,
      }),
      DONE,
    ),
  }),
  'with tags around thoughts, and usage in every frame': (meant, random) => {
    const frames = pieces(`<think>Hm [9].</think>\n\n${meant.content}`, random).map(text)
    const running = frames.map((frame, place) => ({
      ...frame,
      usage: { ...usageOf(meant), completion_tokens: Math.min(place + 1, meant.output) },
    }))
    return { behaviour: stream(...running, { ...end('stop'), usage: usageOf(meant) }, DONE) }
  },
  'among pings and comments': (meant, random) => ({
    behaviour: stream(
      comment,
      event('ping', 'ping'),
      'data:\n\n',
      ...texts(meant, random).flatMap((frame) =>
        random.chance(0.3) ? [comment, framed(frame, '\r\n')] : [framed(frame)],
      ),
      event('ping', '{}'),
      end('END_TURN'),
      tail(usageOf(meant)),
      DONE,
      'data:\n\n',
    ),
  }),
  'with usage in its choice': (meant, random) => ({
    behaviour: stream(
      ...texts(meant, random),
      choice({
        delta: {},
        finish_reason: 'stop',
        usage: {
          prompt_tokens: meant.input,
          completion_tokens: meant.output,
          cached_tokens: meant.cached,
        },
      }),
      DONE,
    ),
  }),
  'with a message in the place of a delta': (meant) => ({
    behaviour: stream(
      choice({ message: { role: 'assistant', content: meant.content }, finish_reason: 'stop' }),
      tail(usageOf(meant)),
      tail({ prompt_tokens: 0, completion_tokens: 0 }),
      DONE,
    ),
  }),
  'with what it costs': (meant, random) => {
    const millionths = random.int(1, 90_000)
    return {
      behaviour: stream(
        ': PROCESSING\n\n',
        ...texts(meant, random),
        end('stop'),
        tail({ ...usageOf(meant), cost: millionths / 1_000_000 }),
        DONE,
      ),
      cents: (millionths / 10_000).toFixed(4),
    }
  },
  'cut off first': (meant, random) => {
    const [first, whole] = [
      stream(role, text('Nobody '), cut),
      stream(role, ...texts(meant, random), end('stop'), tail(usageOf(meant)), DONE),
    ]
    let isFirst = true
    return {
      behaviour: (request, response) => {
        const now = isFirst ? first : whole
        isFirst = false
        return now(request, response)
      },
    }
  },
}
