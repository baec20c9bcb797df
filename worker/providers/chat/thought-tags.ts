/** Marks around thoughts that stand at the beginning of a text, in lower case. */
const tags = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<seed:think>', '</seed:think>'],
  ['[think]', '[/think]'],
] as const

const literal = (text: string) => text.replaceAll(/[[\]/]/g, '\\$&')
const openings = tags.map(([open, close]) => ({
  open,
  close,
  opens: new RegExp(`^${literal(open)}`, 'i'),
  closes: new RegExp(literal(close), 'i'),
}))

/** A text, told apart into what is thought and what is said. */
export type Told = { said: string; thought: string }

/** The length of the longest end of `text` that `mark` begins with. */
function begunAtEnd(text: string, mark: string): number {
  for (let length = Math.min(text.length, mark.length - 1); length > 0; length -= 1) {
    if (mark.startsWith(text.slice(-length).toLowerCase())) return length
  }
  return 0
}

/** Tells thoughts from the answer in a text that comes in pieces. */
export function thoughtTags() {
  let held = ''
  let within: (typeof openings)[number] | undefined
  let hasThought = false
  let isAnswer = false

  /** Goes on with what is held; false when more must come to go on. */
  function advance(told: Told): boolean {
    if (isAnswer) {
      told.said += held
      held = ''
      return false
    }
    if (within) {
      const end = within.closes.exec(held)
      const length = end?.index ?? held.length - begunAtEnd(held, within.close)
      told.thought += held.slice(0, length)
      held = held.slice(length + (end?.[0].length ?? 0))
      if (end) within = undefined
      return end !== null
    }
    const rest = held.trimStart()
    within = openings.find(({ opens }) => opens.test(rest))
    if (within) {
      hasThought = true
      held = rest.slice(within.open.length)
      return true
    }
    if (openings.some(({ open }) => open.startsWith(rest.toLowerCase()))) return false
    isAnswer = true
    // The empty lines behind thoughts are theirs.
    if (hasThought) held = rest
    return true
  }

  return {
    take(text: string): Told {
      const told = { said: '', thought: '' }
      held += text
      while (advance(told));
      return told
    },
    /** What was held back. */
    end(): Told {
      const rest = hasThought ? held.trimStart() : held
      held = ''
      return within ? { said: '', thought: rest } : { said: rest, thought: '' }
    },
  }
}
