/** A JSON object. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Texts end up in text columns, which hold no NUL. */
export const withoutNul = (text: string) => text.replaceAll('\0', '')

/** JSON has no place for half a character. */
export const whole = (text: string) => Buffer.from(text, 'utf8').toString('utf8')

/** A text as JSON and its columns take it. */
export const storable = (text: string) => whole(withoutNul(text))

/** What a delta or a message brings. */
export type Said = { text: string; thought: string; refusal: string }

/** Names of thoughts; some say the same under several. */
const thoughtNames = [
  'reasoning_content',
  'reasoning',
  'thinking',
  'reasoning_text',
  'reasoning_details',
  'thinking_blocks',
]

const maxDepth = 6

/** A text, or the texts of what holds them: a list of parts, a part. */
function textOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > maxDepth) return ''
  if (Array.isArray(value)) return value.map((one) => textOf(one, depth + 1)).join('')
  if (!isFields(value)) return ''
  const { text, thinking, reasoning, summary, content, value: inner } = value
  return textOf(text ?? thinking ?? reasoning ?? summary ?? content ?? inner, depth + 1)
}

/** What a part of a content is: text where nothing else is said; references, images and others are nothing. */
function addPart(said: Said, part: unknown): void {
  if (typeof part === 'string') said.text += part
  if (!isFields(part)) return
  const { type, thought, refusal } = part
  const kind = typeof type === 'string' ? type.toLowerCase() : ''
  if (/think|thought|reason/.test(kind) || thought === true) said.thought += textOf(part)
  else if (kind === 'refusal') said.refusal += textOf(refusal ?? part)
  else if (kind === '' && !('text' in part)) said.thought += textOf(part.thinking)
  else if (/^((output_)?text(_delta)?)?$/.test(kind)) said.text += textOf(part)
}

/** What a delta or a message says, thinks and refuses. */
export function saidIn(message: Fields): Said {
  const said = { text: '', thought: '', refusal: textOf(message.refusal) }
  for (const name of thoughtNames) {
    const thought = textOf(message[name])
    if (thought.length > said.thought.length) said.thought = thought
  }
  const { content } = message
  for (const part of Array.isArray(content) ? (content as unknown[]) : [content]) {
    addPart(said, part)
  }
  return said
}
