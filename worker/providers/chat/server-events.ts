import { providerFailure } from '../types.ts'

/** An event of a stream, or the whole of an answer that is none. */
export type Piece = {
  /** '' where the event has no name. */
  name: string
  data: string
  /** JSON came where a stream was asked for: this is all of it. */
  isBody: boolean
  /** False for what has no end of its own, so that it may be the half of something. */
  isWhole: boolean
}

/** Largest event: more than any answer holds in one. */
const maxEventMegabytes = 4
const maxEventChars = maxEventMegabytes * 1024 * 1024

/** Reads lines as they come, which end with LF, CR or both. */
function lineReader(onLine: (line: string) => void) {
  let parts: string[] = []
  let endedWithReturn = false
  return {
    push(text: string) {
      if (text === '') return
      const ends = /\r\n?|\n/g
      let from = endedWithReturn && text.startsWith('\n') ? 1 : 0
      ends.lastIndex = from
      for (let end = ends.exec(text); end; end = ends.exec(text)) {
        parts.push(text.slice(from, end.index))
        from = ends.lastIndex
        const line = parts.join('')
        parts = []
        onLine(line)
      }
      endedWithReturn = text.endsWith('\r')
      if (from < text.length) parts.push(text.slice(from))
    },
    end() {
      if (parts.length > 0) onLine(parts.join(''))
      parts = []
    },
  }
}

/** Reads server-sent events; what is no field and looks like JSON is an event that forgot to say so. */
function eventReader(onPiece: (piece: Piece) => void) {
  let name = ''
  let data: string[] = []
  let chars = 0
  const end = (isWhole: boolean) => {
    if (data.length > 0) onPiece({ name, data: data.join('\n'), isBody: false, isWhole })
    name = ''
    data = []
    chars = 0
  }
  const lines = lineReader((line) => {
    if (line === '') return end(true)
    if (line.startsWith('{')) {
      return onPiece({ name: '', data: line, isBody: false, isWhole: false })
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line)!
    if (field === 'data') data.push(value)
    else if (field === 'event') name = value
  })
  return {
    push(text: string) {
      // Good enough to the size of a packet, which is small beside an event that is refused.
      chars += text.length
      lines.push(text)
      if (data.length === 0 && /[\r\n]/.test(text)) chars = 0
      if (chars <= maxEventChars) return
      const message = `an event of the provider is larger than ${maxEventMegabytes} MB`
      throw providerFailure('bad_response', message)
    },
    end() {
      lines.end()
      end(false)
    },
  }
}

/** Takes text as it comes; what it begins with tells JSON from events, whatever its type says. */
export function pieceReader(onPiece: (piece: Piece) => void) {
  const events = eventReader(onPiece)
  let body: string[] | undefined
  let hasBegun = false
  return {
    push(text: string) {
      const rest = hasBegun ? text : text.trimStart()
      if (rest === '') return
      if (!hasBegun && /^[[{]/.test(rest)) body = []
      hasBegun = true
      if (body) body.push(rest)
      else events.push(rest)
    },
    /** Nothing more comes: the connection was closed, or broke. */
    end({ isBroken }: { isBroken: boolean }) {
      if (!body) return events.end()
      onPiece({ name: '', data: body.join(''), isBody: true, isWhole: !isBroken })
    },
  }
}

/** The pieces of an answer; of one that breaks as well, before it rejects. */
export async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  const pieces: Piece[] = []
  const reader = pieceReader((piece) => void pieces.push(piece))
  const decoder = new TextDecoder()
  let broken: { error: unknown } | undefined
  try {
    for await (const chunk of bytes) {
      reader.push(decoder.decode(chunk, { stream: true }))
      yield* pieces.splice(0)
    }
    reader.push(decoder.decode())
  } catch (error) {
    broken = { error }
  }
  reader.end({ isBroken: broken !== undefined })
  yield* pieces.splice(0)
  if (broken) throw broken.error
}
